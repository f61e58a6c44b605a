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
        .flatMap { line in width.map { WrappedText.lines(of: line, width: $0) } ?? [line] }
    case .table(let table): table.rows.isEmpty ? [] : lines(of: table)
    case .fields(let fields): lines(of: Self.table(of: fields))
    case .findings(let findings): findings.lines(width: width)
    case .blank: [""]
    }
  }

  private func lines(of table: Table) -> [String] {
    let fitted = width.map { TableFit(table, width: $0) }
    let table = fitted?.table ?? table
    let header = table.columns.map { Cell($0.title) }
    let rows = (table.showsHeader ? [header] : []) + table.rows
    let widths = table.columns.indices.map { column in
      min(
        rows.map { TableFit.columns(of: $0[column]) }.max() ?? 0,
        fitted?.limits[column] ?? .max)
    }
    return rows.flatMap { row in parts(of: row, in: widths) }.map { row in
      let cells = zip(row, zip(table.columns, widths)).map { cell, place in
        (cell: cell, isNumeric: place.0.isNumeric, width: place.1)
      }
      return line(cells, indent: table.indent)
    }
  }

  /// The row, and further rows for what of its texts does not fit into their columns.
  private func parts(of row: [Cell], in widths: [Int]) -> [[Cell]] {
    let texts = zip(row, widths).map { cell, width in
      WrappedText.lines(of: ControlCharacters.shown(cell.shown), width: width, hanging: 0)
    }
    let height = texts.map(\.count).max() ?? 1
    return (0..<height).map { place in
      zip(row, texts).map { cell, lines in
        var part = cell
        part.shown = place < lines.count ? lines[place] : ""
        return part
      }
    }
  }

  /// Writes cells until the window ends, so that colour never counts as width and is always closed.
  private func line(_ cells: [(cell: Cell, isNumeric: Bool, width: Int)], indent: Int) -> String {
    var line = ""
    var gap = String(repeating: " ", count: indent)
    var left = width ?? Int.max
    for (cell, isNumeric, width) in cells {
      let text = ControlCharacters.shown(cell.shown)
      let padding = String(
        repeating: " ", count: max(0, width - DisplayWidth.columns(of: text)))
      if isNumeric { gap += padding }
      guard !text.isEmpty else {
        gap += isNumeric ? "  " : padding + "  "
        continue
      }
      guard gap.count < left else { break }
      left -= gap.count
      let cut = DisplayWidth.truncated(text, to: left)
      line += gap + (usesColor ? cell.tone.painted(cut) : cut)
      left -= DisplayWidth.columns(of: cut)
      gap = isNumeric ? "  " : padding + "  "
    }
    return line
  }

  private static func table(of fields: [Field]) -> Table {
    Table(
      [.text("FIELD"), .long("VALUE")], rows: fields.map { [Cell($0.name), $0.value] }, indent: 2,
      showsHeader: false)
  }
}

/// A table made to fit a window: long texts wrap and long names are shortened; what does not fit then
/// is left out as a whole.
struct TableFit {
  /// Fewer columns than these are no room for a text, or for a name.
  private static let leastText = 16, leastName = 24

  /// The table, with a column `…` in the place of those that were left out.
  private(set) var table: Table
  /// The most that each column may take.
  private(set) var limits: [Int]

  init(_ table: Table, width: Int) {
    self.table = table
    limits = table.columns.map { _ in .max }
    var isShort = false
    while !narrows(to: width), let place = nextToGo(keepsMark: isShort) {
      remove(place)
      if !isShort { mark() }
      isShort = true
    }
    shorten()
  }

  /// The columns that a cell takes as it is shown.
  static func columns(of cell: Cell) -> Int {
    DisplayWidth.columns(of: ControlCharacters.shown(cell.shown))
  }

  /// Limits texts, then names, as far as that is needed; returns whether the table fits then.
  ///
  /// Sets no limit if that does not suffice.
  private mutating func narrows(to width: Int) -> Bool {
    var missing = needed - width
    var limits = self.limits
    let leasts: [(yielding: Table.Yielding, columns: Int)] = [
      (.wraps, Self.leastText), (.shortens, Self.leastName),
    ]
    for least in leasts {
      for place in table.columns.indices where table.columns[place].yielding == least.yielding {
        let columns = natural(place)
        let spared = min(missing, columns - least.columns)
        guard spared > 0 else { continue }
        limits[place] = columns - spared
        missing -= spared
      }
    }
    guard missing <= 0 else { return false }
    self.limits = limits
    return true
  }

  /// Takes from the middle of names what is beyond their limits: their ends tell them apart.
  private mutating func shorten() {
    for place in table.columns.indices where table.columns[place].yielding == .shortens {
      for row in table.rows.indices where Self.columns(of: table.rows[row][place]) > limits[place] {
        table.rows[row][place].shown = DisplayWidth.shortenedInside(
          ControlCharacters.shown(table.rows[row][place].shown), to: limits[place])
      }
    }
  }

  private var needed: Int {
    table.indent + table.columns.indices.map(natural).reduce(0, +) + 2 * (table.columns.count - 1)
  }

  private func natural(_ column: Int) -> Int {
    let title = table.showsHeader ? DisplayWidth.columns(of: table.columns[column].title) : 0
    return max(title, table.rows.map { Self.columns(of: $0[column]) }.max() ?? 0)
  }

  /// The rightmost column of those that go first, else of all but the first one and the mark.
  private func nextToGo(keepsMark: Bool) -> Int? {
    let candidates = table.columns.indices.dropFirst().dropLast(keepsMark ? 1 : 0)
    return candidates.last { table.columns[$0].yielding == .first } ?? candidates.last
  }

  private mutating func remove(_ column: Int) {
    table.columns.remove(at: column)
    limits.remove(at: column)
    for row in table.rows.indices { table.rows[row].remove(at: column) }
  }

  private mutating func mark() {
    table.columns.append(.text("…"))
    limits.append(.max)
    for row in table.rows.indices { table.rows[row].append(table.showsHeader ? "" : "…") }
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
