/// Digests of the values of one column, one for each row.
struct ColumnDigests {
  /// How many rows the page has.
  let rowCount: Int
  /// Whether JSON is compared by what it means.
  let jsonByMeaning: Bool

  /// The digest of a row without a value.
  static let null: UInt64 = 0

  // Arrays inside arrays exist in no server yet; this bounds what hostile bytes can cost.
  private static let maximumDepth = 8

  /// Returns the digests of a column.
  func rows(of column: ColumnSlice, in bytes: RawSpan) throws(MilvusError) -> [UInt64] {
    if column.payload == .structs { return try structs(of: column, in: bytes) }
    let cells = try ColumnCells(of: column, in: bytes).cells
    let isValid = column.validity
    let stored = isValid.isEmpty ? rowCount : isValid.count { $0 }
    let isDense = cells.count == rowCount
    guard isDense || cells.count == stored, isValid.isEmpty || isValid.count == rowCount else {
      throw .malformed("column \"\(column.name)\" has \(cells.count) values for \(rowCount) rows")
    }
    var digests = [UInt64](repeating: Self.null, count: rowCount)
    var next = 0
    for row in 0..<rowCount {
      let hasValue = isValid.isEmpty || isValid[row]
      if hasValue { digests[row] = try digest(cells[next].content, of: column, in: bytes) }
      if hasValue || isDense { next += 1 }
    }
    return digests
  }

  private func structs(of column: ColumnSlice, in bytes: RawSpan) throws(MilvusError) -> [UInt64] {
    var hashes = [ContentHash](repeating: ContentHash(), count: rowCount)
    var hasValue = [Bool](repeating: false, count: rowCount)
    for var subcolumn in column.subcolumns.sorted(by: { $0.name < $1.name }) {
      if subcolumn.validity.isEmpty { subcolumn.validity = column.validity }
      let digests = try rows(of: subcolumn, in: bytes)
      for row in 0..<rowCount {
        hashes[row].add(digests[row])
        hasValue[row] = hasValue[row] || digests[row] != Self.null
      }
    }
    return zip(hashes, hasValue).map { $1 ? Self.nonNull($0.value) : Self.null }
  }

  private func digest(
    _ cell: Range<Int>, of column: ColumnSlice, in bytes: RawSpan
  ) throws(MilvusError) -> UInt64 {
    var hash = ContentHash()
    switch (column.payload, column.slot) {
    case (.scalars, 1...3), (.scalars, 11), (.scalars, 15), (.scalars, 16):
      var reader = WireReader(cell)
      hash.add(try reader.nextVarint(in: bytes) ?? 0)
    case (.scalars, 4), (.scalars, 5): add(number: cell, to: &hash, in: bytes)
    case (.scalars, 8): try addArray(cell, to: &hash, depth: 0, in: bytes)
    case (.scalars, 9) where jsonByMeaning:
      let text = [UInt8](copying: bytes.extracting(cell))
      let form = JSONMeaning.form(of: text) ?? text
      if form == JSONMeaning.null { return Self.null }
      // Undeclared fields that there are none of are written as one or the other.
      if column.isDynamic, form == JSONMeaning.emptyObject { return Self.null }
      hash.add(form.span.bytes)
    case (.scalars, 12): add(cell, byItsForm: GeometryMeaning.form, to: &hash, in: bytes)
    case (.scalars, 6) where column.type == DataType.timestamptz.rawValue:
      add(cell, byItsForm: InstantMeaning.form, to: &hash, in: bytes)
    case (.vectors, 8): try addVectors(cell, to: &hash, in: bytes)
    default: hash.add(bytes.extracting(cell))
    }
    return Self.nonNull(hash.value)
  }

  /// Adds a floating-point number; every NaN is the same one, for Milvus writes its bits anew.
  private func add(number cell: Range<Int>, to hash: inout ContentHash, in bytes: RawSpan) {
    let content = bytes.extracting(cell)
    let isNaN =
      switch content.byteCount {
      case 4: content.unsafeLoadUnaligned(as: Float.self).isNaN
      case 8: content.unsafeLoadUnaligned(as: Double.self).isNaN
      default: false
      }
    if isNaN { hash.add(Double.nan.bitPattern) } else { hash.add(content) }
  }

  /// Adds a text by what it means, or byte by byte if that is not known.
  private func add(
    _ cell: Range<Int>, byItsForm form: ([UInt8]) -> [UInt8]?, to hash: inout ContentHash,
    in bytes: RawSpan
  ) {
    let text = [UInt8](copying: bytes.extracting(cell))
    let form = form(text)
    // A text that has no meaning is not the form of one that has.
    hash.add(form == nil ? 0 : 1)
    let content = form ?? text
    hash.add(content.span.bytes)
  }

  private static func nonNull(_ digest: UInt64) -> UInt64 { digest == null ? 1 : digest }

  /// Adds the elements of an array; one without a member is an empty one.
  private func addArray(
    _ range: Range<Int>, to hash: inout ContentHash, depth: Int, in bytes: RawSpan
  ) throws(MilvusError) {
    guard depth < Self.maximumDepth else { throw .malformed("arrays nested too deeply") }
    let array = try ColumnSlice(cell: range, payload: .scalars, in: bytes)
    let cells = try ColumnCells(of: array, in: bytes).cells
    for cell in cells {
      switch array.shape {
      case .varints:
        var reader = WireReader(cell.content)
        hash.add(try reader.nextVarint(in: bytes) ?? 0)
      case .repeated where array.slot == 8:
        try addArray(cell.content, to: &hash, depth: depth + 1, in: bytes)
      case .fixed: add(number: cell.content, to: &hash, in: bytes)
      default: hash.add(bytes.extracting(cell.content))
      }
    }
    if array.hasNulls { array.validity.forEach { hash.add($0 ? 1 : 0) } }
    hash.add(UInt64(cells.count))
  }

  /// Adds the numbers of a list of vectors; one without a member is an empty one.
  private func addVectors(
    _ range: Range<Int>, to hash: inout ContentHash, in bytes: RawSpan
  ) throws(MilvusError) {
    let vectors = try ColumnSlice(cell: range, payload: .vectors, in: bytes)
    var content = vectors.values
    if vectors.slot == 2 {
      let numbers = try ColumnCells(.fixed(width: 4), content, in: bytes).cells
      guard let first = numbers.first, let last = numbers.last else { return hash.add(0) }
      // Packed numbers lie side by side.
      content = first.content.lowerBound..<last.content.upperBound
      guard content.count == numbers.count * 4 else { throw .malformed("vectors in pieces") }
    }
    if vectors.hasNulls { vectors.validity.forEach { hash.add($0 ? 1 : 0) } }
    guard !content.isEmpty else { return hash.add(0) }
    hash.add(bytes.extracting(content))
  }
}

extension Array where Element == UInt8 {
  fileprivate init(copying span: RawSpan) {
    self = span.withUnsafeBytes { [UInt8]($0) }
  }
}
