/// Turns columns of an answer into columns of a request, without decoding a value.
///
/// An answer's column is nearly what a request wants. Six things differ, each of them a lost row, a
/// refused request or a dead server if it is forgotten:
/// - field ids belong to the source: a target could take another column for the key, so they go;
/// - nulls have placeholders in answers and none in requests;
/// - the list of rows with a value belongs into the envelope, for exactly the fields that want it;
/// - empty cells of arrays come without their type, and end an old server that reads them;
/// - the same holds inside arrays of structs;
/// - rows of null vectors may or may not be left out already.
/// Everything else, fields and types that are unknown here included, is passed as it came.
struct ColumnNormaliser {
  /// The answer that the columns are part of.
  let page: RowPage

  /// Returns the column as a request carries it.
  func column(_ column: ColumnSlice, rule: ColumnRule) throws(MilvusError) -> WireWriter {
    try check(column, rule)
    try rule.dynamicKeys?.check(column, of: page)
    if rule.hidesLargestKey { try refuseLargestKey() }
    var writer = WireWriter()
    if column.type != 0 { writer.varint(1, UInt64(bitPattern: Int64(column.type))) }
    writer.bytes(2, column.name.text.utf8)
    if let payload = column.payload {
      writer.message(payload.rawValue, try content(of: column, rule: rule))
    }
    if column.isDynamic { writer.varint(6, 1) }
    for range in column.unknown { writer.copy(range) }
    // The fields of an array of structs carry the list, it itself does not.
    if rule.wantsValidData, column.payload != .structs { writer.bytes(7, validity(of: column)) }
    return writer
  }

  /// Returns the values of the column as a request carries them, without the envelope.
  func content(of column: ColumnSlice, rule: ColumnRule) throws(MilvusError) -> WireWriter {
    var writer = WireWriter()
    switch column.payload {
    case .structs:
      for subcolumn in column.subcolumns {
        writer.message(1, try self.column(inheriting: column, subcolumn, rule: rule))
      }
    case .scalars, .vectors:
      guard column.hasNulls || column.hasInnerValidity || column.holdsArrays else {
        writer.copy(column.content)
        return writer
      }
      try rebuild(column, rule: rule, into: &writer)
    case nil: break
    }
    return writer
  }

  private func column(
    inheriting parent: ColumnSlice, _ column: ColumnSlice, rule: ColumnRule
  ) throws(MilvusError) -> WireWriter {
    var column = column
    if column.validity.isEmpty { column.validity = parent.validity }
    var subrule = rule.subrules.first { $0.name == column.name } ?? ColumnRule(name: column.name)
    // A row of structs is null as a whole.
    subrule.isNullable = subrule.isNullable || rule.isNullable
    subrule.wantsValidData = subrule.wantsValidData || rule.wantsValidData
    return try self.column(column, rule: subrule)
  }

  private func check(_ column: ColumnSlice, _ rule: ColumnRule) throws(MilvusError) {
    guard column.validity.isEmpty || column.validity.count == page.rowCount else {
      throw .malformed(
        "column \"\(column.name)\" speaks of \(column.validity.count) rows, not \(page.rowCount)")
    }
    guard !rule.isNullable, let row = column.validity.firstIndex(of: false) else { return }
    throw MilvusError(
      .invalidRow,
      "cannot write the row with key \(try page.keys()[row]): field \"\(column.name)\" is null "
        + "there and takes no nulls on the target")
  }

  private func refuseLargestKey() throws(MilvusError) {
    let key = PrimaryKey.int64(.max)
    guard try page.keys().contains(key) else { return }
    let words = "the target would count the entity, and never return it"
    throw MilvusError(
      .invalidRow, "cannot write the row with key \(key): \(words)", serverWords: words)
  }

  private func validity(of column: ColumnSlice) -> [UInt8] {
    column.validity.isEmpty
      ? [UInt8](repeating: 1, count: page.rowCount) : column.validity.map { $0 ? 1 : 0 }
  }

  /// Writes the content anew, field by field, without an inner list of rows with a value.
  private func rebuild(
    _ column: ColumnSlice, rule: ColumnRule, into writer: inout WireWriter
  ) throws(MilvusError) {
    let span = page.bytes.span.bytes
    let validityField = column.payload == .scalars ? 17 : 9
    var reader = WireReader(column.content)
    while let field = try reader.next(in: span) {
      if field.number == validityField { continue }
      if field.content == column.values, column.hasNulls || column.holdsArrays {
        writer.message(field.number, try values(of: column, rule: rule))
      } else {
        writer.copy(field.whole)
      }
    }
  }

  private func values(of column: ColumnSlice, rule: ColumnRule) throws(MilvusError) -> WireWriter {
    let cells = try ColumnCells(of: column, in: page.bytes.span.bytes)
    let kept = try keptCells(cells.cells, of: column)
    var values = WireWriter()
    switch cells.shape {
    case .rows:
      for cell in kept { values.copy(cell.content) }
    case .varints, .fixed:
      var packed = WireWriter()
      for cell in kept { packed.copy(cell.content) }
      values.message(1, packed)
    case .repeated(let number):
      let repair = column.holdsArrays ? CellRepair(column, rule: rule, others: cells.others) : nil
      for cell in kept {
        if let repair {
          try repair.write(cell, as: number, into: &values, in: page.bytes.span.bytes)
        } else {
          values.copy(cell.start..<cell.content.upperBound)
        }
      }
    }
    for field in cells.others { values.copy(field.whole) }
    return values
  }

  private func keptCells(
    _ cells: [ColumnCells.Cell], of column: ColumnSlice
  ) throws(MilvusError) -> [ColumnCells.Cell] {
    let expected = column.validity.isEmpty ? page.rowCount : column.validity.count { $0 }
    if cells.count == expected { return cells }
    guard column.hasNulls, cells.count == page.rowCount else {
      throw .malformed(
        "column \"\(column.name)\" has \(cells.count) values for \(page.rowCount) rows")
    }
    return zip(cells, column.validity).lazy.filter { $0.1 }.map { $0.0 }
  }
}

extension ColumnSlice {
  /// Whether a value is itself a list of scalars or of vectors.
  var holdsArrays: Bool { (payload == .scalars || payload == .vectors) && slot == 8 }
}
