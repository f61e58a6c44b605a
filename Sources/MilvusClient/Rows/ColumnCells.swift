/// Where the values of one column lie, one cell for each value that is stored.
///
/// A cell is found by walking tags and lengths, never by decoding a value. Nulls may be stored as
/// placeholders (dense) or left out (compact): compare the number of cells with that of the rows.
package struct ColumnCells {
  /// One stored value.
  package struct Cell {
    /// Where the value's tag begins, or the value itself if it has none.
    package var start: Int
    /// Where the value lies.
    package var content: Range<Int>
  }

  /// How values are stored.
  package enum Shape: Equatable, Sendable {
    /// Varints in a packed field 1.
    case varints
    /// Numbers or rows of a fixed width in a packed field 1.
    case fixed(width: Int)
    /// Occurrences of a length-delimited field.
    case repeated(field: Int)
    /// Rows of a fixed width, without any message around them.
    case rows(width: Int)
  }

  /// How values are stored.
  package var shape: Shape
  /// The stored values in order.
  package var cells: [Cell] = []
  /// Fields beside the values, such as the element type of arrays.
  package var others: [WireField] = []

  /// Finds the values of a column.
  package init(of column: ColumnSlice, in bytes: RawSpan) throws(MilvusError) {
    // Without a single value the kind does not matter, and may not be said.
    guard let shape = column.values.isEmpty ? .repeated(field: 1) : column.shape else {
      throw MilvusError(
        .unexpectedAnswer,
        "the rows of column \"\(column.name)\" of type \(column.type) cannot be told apart")
    }
    try self.init(shape, column.values, in: bytes)
  }

  /// Finds values that are stored in `range`.
  package init(_ shape: Shape, _ range: Range<Int>, in bytes: RawSpan) throws(MilvusError) {
    self.shape = shape
    if case .rows(let width) = shape {
      try cut(range, width: width)
      return
    }
    var reader = WireReader(range)
    while let field = try reader.next(in: bytes) { try add(field, in: bytes) }
  }

  private mutating func add(_ field: WireField, in bytes: RawSpan) throws(MilvusError) {
    switch (shape, field.number, field.kind) {
    case (.repeated(let number), _, .bytes) where number == field.number:
      cells.append(Cell(start: field.start, content: field.content))
    case (.varints, 1, .varint), (.fixed(4), 1, .fixed32), (.fixed(8), 1, .fixed64):
      cells.append(Cell(start: field.content.lowerBound, content: field.content))
    case (.fixed(let width), 1, .bytes): try cut(field.content, width: width)
    case (.varints, 1, .bytes): try cutVarints(field.content, in: bytes)
    // Field 1 of a list of vectors is their dimension.
    case (.repeated(2), 1, .varint): others.append(field)
    case (_, 1, _): throw .malformed("values of another kind than their column")
    default: others.append(field)
    }
  }

  private mutating func cut(_ range: Range<Int>, width: Int) throws(MilvusError) {
    guard range.count.isMultiple(of: width) else { throw .malformed("a row cut short") }
    cells.reserveCapacity(cells.count + range.count / width)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: width) {
      cells.append(Cell(start: start, content: start..<start + width))
    }
  }

  private mutating func cutVarints(_ range: Range<Int>, in bytes: RawSpan) throws(MilvusError) {
    var reader = WireReader(range)
    var start = reader.offset
    while try reader.nextVarint(in: bytes) != nil {
      cells.append(Cell(start: start, content: start..<reader.offset))
      start = reader.offset
    }
  }
}

extension ColumnSlice {
  /// How the values are stored; nil if this program does not know their kind.
  package var shape: ColumnCells.Shape? {
    switch (payload, slot) {
    case (.scalars, 1...3), (.scalars, 11), (.scalars, 15), (.scalars, 16): .varints
    case (.scalars, 4): .fixed(width: 4)
    case (.scalars, 5): .fixed(width: 8)
    case (.scalars, 6...10), (.scalars, 12...14): .repeated(field: 1)
    case (.vectors, 2): rowWidth(bits: 32).map { .fixed(width: $0) }
    case (.vectors, 3): rowWidth(bits: 1).map { .rows(width: $0) }
    case (.vectors, 4), (.vectors, 5): rowWidth(bits: 16).map { .rows(width: $0) }
    case (.vectors, 7): rowWidth(bits: 8).map { .rows(width: $0) }
    case (.vectors, 6): .repeated(field: 1)
    case (.vectors, 8): .repeated(field: 2)
    default: nil
    }
  }

  private func rowWidth(bits: Int) -> Int? {
    // 2^24 dimensions: far beyond any server's limit of 32768, and no product overflows.
    guard 1...(1 << 24) ~= dimension else { return nil }
    return (Int(dimension) * bits + 7) / 8
  }
}
