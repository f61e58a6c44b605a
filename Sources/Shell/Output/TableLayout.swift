/// Lays out sections for people: aligned columns, two blanks between them, no frames.
struct TableLayout: Sendable, Equatable {
  /// Columns of the terminal; nil where nothing has to fit.
  var width: Int?
  /// Whether words get colour.
  var usesColor: Bool

  /// The text of the sections; each line ends with a newline.
  func text(of sections: [Section]) -> String {
    sections.flatMap(lines).map { $0 + "\n" }.joined()
  }

  private func lines(of section: Section) -> [String] {
    switch section {
    case .text(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .table(let table): lines(of: table)
    case .fields(let fields): lines(of: Self.table(of: fields))
    case .blank: [""]
    }
  }

  private func lines(of table: Table) -> [String] {
    let header = table.columns.map { Cell($0.title) }
    let rows = (table.showsHeader ? [header] : []) + table.rows
    let widths = table.columns.indices.map { column in
      rows.map { DisplayWidth.columns(of: ControlCharacters.shown($0[column].shown)) }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, zip(table.columns, widths)).map { cell, place in
        (cell: cell, isNumeric: place.0.isNumeric, width: place.1)
      }
      return line(cells, indent: table.indent)
    }
  }

  /// Writes cells until the window ends, so that colour never counts as width and is always closed.
  private func line(_ cells: [(cell: Cell, isNumeric: Bool, width: Int)], indent: Int) -> String {
    var line = ""
    var gap = String(repeating: " ", count: indent)
    var left = width ?? Int.max
    for (cell, isNumeric, width) in cells {
      let text = ControlCharacters.shown(cell.shown)
      let padding = String(repeating: " ", count: width - DisplayWidth.columns(of: text))
      if isNumeric { gap += padding }
      guard !text.isEmpty else {
        gap += isNumeric ? "  " : padding + "  "
        continue
      }
      guard gap.count < left else { break }
      left -= gap.count
      let cut = DisplayWidth.prefix(of: text, within: left)
      line += gap + (usesColor ? cell.tone.painted(cut) : cut)
      left -= DisplayWidth.columns(of: cut)
      gap = isNumeric ? "  " : padding + "  "
    }
    return line
  }

  private static func table(of fields: [Field]) -> Table {
    Table(
      [.text("FIELD"), .text("VALUE")], rows: fields.map { [Cell($0.name), $0.value] }, indent: 2,
      showsHeader: false)
  }
}

extension Cell.Tone {
  /// The text in the tone's colour, from the sixteen that every terminal has.
  func painted(_ text: String) -> String {
    guard let code = code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: Int? {
    switch self {
    case .plain: nil
    case .dim: 2
    case .good: 32
    case .warning: 33
    case .bad: 31
    }
  }
}
