/// Lays out each row as lines of `name: value`, with an empty line between rows.
enum VerticalLayout {
  /// The text of the sections; each line ends with a newline.
  static func text(of sections: [Section]) -> String {
    let blocks = sections.flatMap(blocks)
    return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private static func blocks(of section: Section) -> [[String]] {
    switch section {
    case .text(let text):
      [text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)]
    case .fields(let fields): [fields.map { line($0.name, $0.value) }]
    case .table(let table): blocks(of: table)
    case .findings(let list): blocks(of: list.table)
    case .blank: []
    }
  }

  private static func blocks(of table: Table) -> [[String]] {
    table.rows.map { row in zip(table.columns, row).map { line($0.title.lowercased(), $1) } }
  }

  private static func line(_ name: String, _ value: Cell) -> String {
    "\(name): \(ControlCharacters.shown(value.plain))"
  }
}
