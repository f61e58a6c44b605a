/// One column of an answer: its envelope decoded, its values as they came.
///
/// All ranges are positions in the bytes of the page that the column belongs to.
package struct ColumnSlice: Sendable {
  /// The part of the envelope that holds the values, by its field number.
  package enum Payload: Int, Sendable {
    /// Scalars and arrays of scalars.
    case scalars = 3
    /// Vectors and arrays of vectors.
    case vectors = 4
    /// Sub-columns of an array of structs.
    case structs = 8
  }

  /// The name of the field.
  package var name: ServerName = ""
  /// The number of the data type; 0 if the answer does not say it.
  package var type: Int32 = 0
  /// Whether this is the column of dynamic fields.
  package var isDynamic = false
  /// Which part holds the values; nil if there is none.
  package var payload: Payload?
  /// Where the content of that part lies.
  package var content = 0..<0
  /// The field number of the value array inside the content; 0 if there is none.
  package var slot = 0
  /// Where the value array lies.
  package var values = 0..<0
  /// The dimension that a vector column states.
  package var dimension: UInt64 = 0
  /// Which rows have a value; empty if the answer does not say it, which means all.
  package var validity: [Bool] = []
  /// Whether the content says which rows have a value, too.
  package var hasInnerValidity = false
  /// Fields of the envelope that this program does not know.
  package var unknown: [Range<Int>] = []
  /// The columns of an array of structs.
  package var subcolumns: [ColumnSlice] = []

  /// Whether a row has no value.
  package var hasNulls: Bool { validity.contains(false) }
}

extension ColumnSlice {
  /// Reads the envelope of the column that lies in `range`.
  package init(_ range: Range<Int>, in bytes: RawSpan) throws(MilvusError) {
    try self.init(range, in: bytes, isNested: false)
  }

  /// Reads the cell of an array, which is a column's content without an envelope.
  package init(cell: Range<Int>, payload: Payload, in bytes: RawSpan) throws(MilvusError) {
    self.payload = payload
    content = cell
    try readContent(in: bytes)
  }

  private init(_ range: Range<Int>, in bytes: RawSpan, isNested: Bool) throws(MilvusError) {
    var reader = WireReader(range)
    while let field = try reader.next(in: bytes) {
      switch (field.number, field.kind) {
      case (1, .varint): type = Int32(truncatingIfNeeded: field.value)
      case (2, .bytes): name = ServerName(try bytes.text(field.content))
      case (3, .bytes), (4, .bytes), (8, .bytes):
        guard payload == nil else { throw .malformed("column \"\(name)\" has values twice") }
        payload = Payload(rawValue: field.number)
        content = field.content
      case (5, .varint): continue
      case (6, .varint): isDynamic = field.value != 0
      case (7, _): try Self.append(field, to: &validity, in: bytes)
      default: unknown.append(field.whole)
      }
    }
    switch payload {
    case .scalars, .vectors: try readContent(in: bytes)
    case .structs: try readSubcolumns(isNested: isNested, in: bytes)
    case nil: break
    }
  }

  private mutating func readContent(in bytes: RawSpan) throws(MilvusError) {
    let validityField = payload == .scalars ? 17 : 9
    let dimensionField = payload == .vectors ? 1 : nil
    var inner: [Bool] = []
    var reader = WireReader(content)
    while let field = try reader.next(in: bytes) {
      if field.number == validityField {
        try Self.append(field, to: &inner, in: bytes)
        hasInnerValidity = true
      } else if field.number == dimensionField, field.kind == .varint {
        dimension = field.value
      } else if field.kind == .bytes {
        guard slot == 0 else { throw .malformed("column \"\(name)\" has two kinds of values") }
        slot = field.number
        values = field.content
      }
    }
    guard inner.isEmpty || validity.isEmpty || inner == validity else {
      throw .malformed("column \"\(name)\" says twice which rows are null, and not the same")
    }
    if validity.isEmpty { validity = inner }
  }

  private mutating func readSubcolumns(isNested: Bool, in bytes: RawSpan) throws(MilvusError) {
    guard !isNested else { throw .malformed("column \"\(name)\" has structs inside structs") }
    var reader = WireReader(content)
    while let field = try reader.next(in: bytes) {
      guard field.number == 1, field.kind == .bytes else {
        throw .malformed("column \"\(name)\" has more than columns inside")
      }
      subcolumns.append(try ColumnSlice(field.content, in: bytes, isNested: true))
    }
  }

  /// Appends the booleans of a repeated field, packed or not.
  private static func append(
    _ field: WireField, to flags: inout [Bool], in bytes: RawSpan
  ) throws(MilvusError) {
    switch field.kind {
    case .varint: flags.append(field.value != 0)
    case .bytes:
      flags.reserveCapacity(flags.count + field.content.count)
      var reader = WireReader(field.content)
      while let value = try reader.nextVarint(in: bytes) { flags.append(value != 0) }
    default: throw .malformed("a list of booleans that is none")
    }
  }
}

extension RawSpan {
  /// Returns the text that lies in `range`.
  package func text(_ range: Range<Int>) throws(MilvusError) -> String {
    let text = extracting(range).withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    guard let text else { throw .malformed("a text that is not UTF-8") }
    return text
  }
}
