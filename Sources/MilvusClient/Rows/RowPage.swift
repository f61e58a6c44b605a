internal import MilvusWire

/// One answer with rows: the bytes as they came, and an index of its columns.
///
/// Values are not decoded. Columns are slices of the one buffer, so a page costs its bytes and
/// little more.
public struct RowPage: Sendable {
  /// How many rows the page holds: the number of keys.
  public let rowCount: Int
  /// The timestamp that the server read at; 0 if it does not say.
  public let sessionTimestamp: UInt64

  /// The answer as it came.
  package let bytes: [UInt8]
  /// Every column of the answer, in its order.
  package let columns: [ColumnSlice]
  /// The name of the primary key.
  package let keyField: ServerName

  /// The size of the answer.
  public var byteCount: Int { bytes.count }

  /// Indexes an answer.
  ///
  /// - Parameters:
  ///   - bytes: A serialised answer to a query.
  ///   - keyField: The name of the primary key.
  ///   - attempt: What failed if the answer says so.
  /// - Throws: The server's refusal, or `unexpectedAnswer` if the bytes are torn or hold no keys.
  package init(
    bytes: [UInt8], keyField: ServerName, attempt: String = "cannot read rows"
  ) throws(MilvusError) {
    let span = bytes.span.bytes
    var columns: [ColumnSlice] = []
    var sessionTimestamp: UInt64 = 0
    var reader = WireReader(0..<bytes.count)
    while let field = try reader.next(in: span) {
      switch (field.number, field.kind) {
      case (1, .bytes): try WireStatus.check(bytes[field.content], attempt: attempt)
      case (2, .bytes): columns.append(try ColumnSlice(field.content, in: span))
      case (5, .varint): sessionTimestamp = field.value
      default: continue
      }
    }
    guard Set(columns.map(\.name)).count == columns.count else {
      throw MilvusError(.unexpectedAnswer, "\(attempt): the answer has a column twice")
    }
    self.bytes = bytes
    self.columns = columns
    self.keyField = keyField
    self.sessionTimestamp = sessionTimestamp
    guard !columns.isEmpty else {
      rowCount = 0
      return
    }
    guard let keys = columns.first(where: { $0.name == keyField }) else {
      throw MilvusError(
        .unexpectedAnswer, "\(attempt): the answer has no keys of field \"\(keyField)\"")
    }
    rowCount = try Self.count(keys, in: span)
  }

  /// The column of that name.
  package func column(_ name: ServerName) -> ColumnSlice? {
    columns.first { $0.name == name }
  }

  private static func count(
    _ keys: ColumnSlice, in bytes: RawSpan
  ) throws(MilvusError) -> Int {
    guard keys.isKeyColumn else {
      throw .malformed("column \"\(keys.name)\" of type \(keys.type) is not made of keys")
    }
    var count = 0
    var reader = WireReader(keys.values)
    while let field = try reader.next(in: bytes) {
      guard field.number == 1 else { continue }
      let isPacked = keys.slot == 3 && field.kind == .bytes
      count += isPacked ? try WireReader.countVarints(in: bytes, field.content) : 1
    }
    return count
  }
}

extension RowPage {
  /// Decodes the primary keys, in the order of the answer.
  public func keys() throws(MilvusError) -> [PrimaryKey] {
    guard let column = column(keyField) else { return [] }
    let span = bytes.span.bytes
    var keys: [PrimaryKey] = []
    keys.reserveCapacity(rowCount)
    var reader = WireReader(column.values)
    while let field = try reader.next(in: span) {
      guard field.number == 1 else { continue }
      switch (column.slot, field.kind) {
      case (3, .varint): keys.append(.int64(Int64(bitPattern: field.value)))
      case (3, .bytes):
        var packed = WireReader(field.content)
        while let value = try packed.nextVarint(in: span) {
          keys.append(.int64(Int64(bitPattern: value)))
        }
      case (6, .bytes): keys.append(.varchar(try span.text(field.content)))
      default: throw .malformed("a key that is neither a number nor a text")
      }
    }
    guard keys.count == rowCount else { throw .malformed("keys that cannot be told apart") }
    return keys
  }
}

extension ColumnSlice {
  /// Whether the values can be primary keys: Int64 or VarChar, none of them null.
  fileprivate var isKeyColumn: Bool {
    guard !hasNulls else { return false }
    return payload == nil || payload == .scalars && (slot == 0 || slot == 3 || slot == 6)
  }
}
