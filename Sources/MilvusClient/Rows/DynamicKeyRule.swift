/// What a target demands of undeclared fields.
///
/// A row that breaks it would be refused, or stored as another row than the source has: with the value
/// of an undeclared field in a declared one of the same name, or without it.
public struct DynamicKeyRule: Sendable, Hashable, Codable {
  /// Names that no undeclared field of a row may have.
  public var reserved: [ServerName]
  /// Whether the column is written before all declared ones, because what comes later wins.
  public var areOverwritten: Bool

  /// Makes a rule.
  public init(reserved: [ServerName], areOverwritten: Bool) {
    self.reserved = reserved
    self.areOverwritten = areOverwritten
  }

  /// Makes sure that no row of a column of undeclared fields has one with a reserved name.
  ///
  /// - Throws: `invalidRow` with the first row that has.
  func check(_ column: ColumnSlice, of page: RowPage) throws(MilvusError) {
    let span = page.bytes.span.bytes
    let names = reserved.map { Array($0.text.utf8) }
    let cells = try ColumnCells(of: column, in: span).cells
    for (index, cell) in cells.enumerated() {
      guard let name = TopLevelKeys.first(of: names, in: span.extracting(cell.content)) else {
        continue
      }
      let row = cells.count == page.rowCount ? index : column.row(ofValue: index)
      let words =
        "its undeclared field \"\(String(decoding: name, as: UTF8.self))\" has a name that the "
        + "target keeps for a column of its own"
      throw MilvusError(
        .invalidRow, "cannot write the row with key \(try page.keys()[row]): \(words)",
        serverWords: words)
    }
  }
}

extension ColumnSlice {
  /// The row that a value belongs to, where rows without one are left out.
  fileprivate func row(ofValue index: Int) -> Int {
    let rows = validity.indices.filter { validity[$0] }
    return index < rows.count ? rows[index] : 0
  }
}
