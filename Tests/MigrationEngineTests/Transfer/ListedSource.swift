internal import MilvusClient

@testable internal import MigrationEngine

/// A source whose rows are a list of Int64 keys, some of them there more than once.
struct ListedSource: RowSource {
  /// Keys in ascending order.
  var listed: [Int64]
  /// How many rows have a key, where it is not one.
  var multiples: [Int64: Int64] = [:]
  /// Keys of rows that are counted and never returned.
  var unreadable: [Int64] = []

  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]
  {
    Array(keys(in: KeyRange(lower: key, upper: last)).prefix(limit))
  }

  func rows(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> RowPage {
    try RowPage(keys: keys(in: range))
  }

  func sample(partition: ServerName?, limit: Int) async throws(MilvusError) -> RowPage {
    try RowPage(keys: Array(keys(in: KeyRange()).prefix(limit)))
  }

  func count(partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await count(in: KeyRange(), partition: partition)
  }

  func count(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> Int64 {
    let hidden = unreadable.count { range.contains(.int64($0)) }
    return keys(in: range).reduce(Int64(hidden)) { $0 + multiple($1) }
  }

  func copies(of key: PrimaryKey, partition: ServerName?) async throws(MilvusError) -> Int64 {
    keys(in: KeyRange()).contains(key) ? multiple(key) : 0
  }

  private func keys(in range: KeyRange) -> [PrimaryKey] {
    listed.map(PrimaryKey.int64).filter(range.contains)
  }

  private func multiple(_ key: PrimaryKey) -> Int64 {
    guard case .int64(let number) = key else { return 0 }
    return multiples[number] ?? 1
  }
}

extension RowPage {
  /// An answer with these keys in the field "id", and a title for each.
  init(keys: [PrimaryKey]) throws(MilvusError) {
    var numbers = WireWriter()
    for case .int64(let number) in keys { numbers.varint(1, UInt64(bitPattern: number)) }
    var titles = WireWriter()
    for key in keys { titles.bytes(1, key.description.utf8) }
    var writer = WireWriter()
    writer.message(2, .column("id", type: 5, slot: 3, numbers))
    writer.message(2, .column("title", type: 21, slot: 6, titles))
    try self.init(bytes: writer.assemble(copying: []), keyField: "id")
  }

  /// The rows that a request writes.
  init(writtenBy request: WriteRequest) throws(MilvusError) {
    var writer = WireWriter()
    var reader = WireReader(0..<request.bytes.count)
    while let field = try reader.next(in: request.bytes.span.bytes) {
      if field.number == 5 { writer.slice(2, field.content) }
    }
    try self.init(bytes: writer.assemble(copying: request.bytes), keyField: "id")
  }
}

extension WireWriter {
  fileprivate static func holding(_ number: Int, _ content: WireWriter) -> WireWriter {
    var writer = WireWriter()
    writer.message(number, content)
    return writer
  }

  fileprivate static func column(
    _ name: String, type: UInt64, slot: Int, _ values: WireWriter
  ) -> WireWriter {
    var writer = WireWriter()
    writer.varint(1, type)
    writer.bytes(2, name.utf8)
    writer.message(3, .holding(slot, values))
    return writer
  }
}
