extension RowPage {
  /// The stored values of a column of vectors or texts, one for each row; nil for a row without one.
  ///
  /// Each is the bytes of one value, as a `SearchInput` takes them.
  public func values(of field: ServerName) throws(MilvusError) -> [[UInt8]?] {
    guard let column = column(field) else { return Array(repeating: nil, count: rowCount) }
    let cells = try ColumnCells(of: column, in: bytes.span.bytes).cells.map(\.content)
    guard cells.count != rowCount || column.hasNulls else { return cells.map { Array(bytes[$0]) } }
    let isCompact = cells.count != rowCount
    let present = column.validity
    guard present.count == rowCount, !isCompact || present.count(where: \.self) == cells.count
    else { throw .malformed("column \"\(field)\" has another number of values than rows") }
    var next = 0
    return present.enumerated().map { row, isPresent in
      guard isPresent else { return nil }
      defer { next += 1 }
      return Array(bytes[cells[isCompact ? next : row]])
    }
  }
}
