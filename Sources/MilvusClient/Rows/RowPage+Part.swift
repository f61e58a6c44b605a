extension RowPage {
  /// Some of the rows as a page of their own, without decoding a value.
  ///
  /// - Throws: `unexpectedAnswer` if a column is of a kind whose rows cannot be told apart.
  public func part(_ rows: Range<Int>) throws(MilvusError) -> RowPage {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "a part is within the page")
    let cutter = ColumnCutter(page: self, rows: rows)
    var writer = WireWriter()
    for column in columns { writer.message(2, try cutter.column(column)) }
    writer.varint(5, sessionTimestamp)
    return try RowPage(bytes: writer.assemble(copying: bytes), keyField: keyField)
  }

  /// Indexes of rows that hold few bytes, the lightest first; of a large page some 500 are weighed.
  package func lightestRows(_ most: Int) -> [Int] {
    let weighed = stride(from: 0, to: rowCount, by: max(1, rowCount / 500)).compactMap { row in
      (try? part(row..<row + 1)).map { (row: row, bytes: $0.byteCount) }
    }
    return weighed.sorted { $0.bytes < $1.bytes }.prefix(most).map(\.row)
  }
}

/// Cuts columns of an answer down to some of its rows.
///
/// Nulls stay as they are, placeholders or left out. The list of rows with a value moves into the
/// envelope, and field ids go, as they do when the rows are written.
private struct ColumnCutter {
  let page: RowPage
  let rows: Range<Int>

  func column(_ column: ColumnSlice) throws(MilvusError) -> WireWriter {
    // What is unknown may hold something of every row.
    guard column.unknown.isEmpty else { throw .inseparable(column) }
    guard column.validity.isEmpty || column.validity.count == page.rowCount else {
      throw .malformed(
        "column \"\(column.name)\" speaks of \(column.validity.count) rows, not \(page.rowCount)")
    }
    var writer = WireWriter()
    if column.type != 0 { writer.varint(1, UInt64(bitPattern: Int64(column.type))) }
    writer.bytes(2, column.name.text.utf8)
    if let payload = column.payload { writer.message(payload.rawValue, try content(of: column)) }
    if column.isDynamic { writer.varint(6, 1) }
    if !column.validity.isEmpty {
      writer.bytes(7, column.validity[rows].map { $0 ? UInt8(1) : 0 })
    }
    return writer
  }

  private func content(of column: ColumnSlice) throws(MilvusError) -> WireWriter {
    var writer = WireWriter()
    guard column.payload != .structs else {
      for var subcolumn in column.subcolumns {
        if subcolumn.validity.isEmpty { subcolumn.validity = column.validity }
        writer.message(1, try self.column(subcolumn))
      }
      return writer
    }
    let span = page.bytes.span.bytes
    let validityField = column.payload == .scalars ? 17 : 9
    var reader = WireReader(column.content)
    while let field = try reader.next(in: span) {
      if field.number == validityField { continue }
      if field.number == column.slot, field.content == column.values {
        writer.message(field.number, try values(of: column))
      } else {
        writer.copy(field.whole)
      }
    }
    return writer
  }

  private func values(of column: ColumnSlice) throws(MilvusError) -> WireWriter {
    let cells = try ColumnCells(of: column, in: page.bytes.span.bytes)
    let kept = try self.kept(cells.cells, of: column)
    var values = WireWriter()
    switch cells.shape {
    case .rows:
      for cell in kept { values.copy(cell.content) }
    case .varints, .fixed:
      var packed = WireWriter()
      for cell in kept { packed.copy(cell.content) }
      values.message(1, packed)
    case .repeated:
      for cell in kept { values.copy(cell.start..<cell.content.upperBound) }
    }
    for field in cells.others { values.copy(field.whole) }
    return values
  }

  /// The stored values of the rows; where nulls are left out, fewer than there are rows.
  private func kept(
    _ cells: [ColumnCells.Cell], of column: ColumnSlice
  ) throws(MilvusError) -> ArraySlice<ColumnCells.Cell> {
    if cells.count == page.rowCount { return cells[rows] }
    guard column.hasNulls, cells.count == column.validity.count(where: { $0 }) else {
      throw .malformed(
        "column \"\(column.name)\" has \(cells.count) values for \(page.rowCount) rows")
    }
    let before = column.validity[..<rows.lowerBound].count { $0 }
    return cells[before..<before + column.validity[rows].count { $0 }]
  }
}

extension MilvusError {
  fileprivate static func inseparable(_ column: ColumnSlice) -> MilvusError {
    MilvusError(
      .unexpectedAnswer,
      "the rows of column \"\(column.name)\" of type \(column.type) cannot be told apart")
  }
}
