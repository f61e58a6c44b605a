internal import MilvusClient
internal import Synchronization

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A source whose rows are a list of Int64 keys, some of them there more than once.
///
/// It does what servers do to whoever reads them carelessly.
struct ListedSource: RowSource {
  /// Keys in ascending order.
  var listed: [Int64]
  /// How many rows have a key, where it is not one.
  var multiples: [Int64: Int64] = [:]
  /// Keys of rows that are counted and never returned.
  var unreadable: [Int64] = []
  /// Keys of rows that are listed and never returned.
  var lost: Set<Int64> = []
  /// Whether its segments grow: without a limit it counts copies before it drops doubled keys.
  var isGrowing = false
  /// Whether it takes every filter to hold for every row.
  var ignoresFilters = false
  /// Bytes of an answer that is too large.
  var tooLarge = Int.max
  /// Rows that it refuses to return at once, in words that nobody knows.
  var tooMany = Int.max
  /// Bytes of the title of a row.
  var titleBytes: @Sendable (Int64) -> Int = { _ in 8 }
  var limits = QueryLimits.milvus
  /// What it was asked for.
  let log = AskLog()

  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]
  {
    log.note("keys \(limit)")
    let keys = Array(keys(in: KeyRange(lower: key, upper: last)).prefix(limit))
    guard 8 * keys.count < tooLarge else { throw .tooLarge }
    return keys
  }

  func rows(in range: KeyRange, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    log.note("rows \(range.text)\(limit.map { " limit \($0)" } ?? "")")
    return try answer(keys(in: range), limit)
  }

  func rows(of keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    log.note("rows of \(keys.count)")
    return try answer(self.keys(in: KeyRange()).filter(keys.contains), limit)
  }

  func keys(among keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> [PrimaryKey]
  {
    try answer(self.keys(in: KeyRange()).filter(keys.contains), limit).keys()
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
    if ignoresFilters { return listed.map(PrimaryKey.int64) }
    let start = range.lower.map { lower in place { .int64($0) > lower } } ?? 0
    let end = range.upper.map { upper in place { .int64($0) > upper } } ?? listed.count
    return start < end ? listed[start..<end].map(PrimaryKey.int64) : []
  }

  /// The first place from which on a condition holds.
  private func place(where isBeyond: (Int64) -> Bool) -> Int {
    var (low, high) = (0, listed.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(listed[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func multiple(_ key: PrimaryKey) -> Int64 {
    guard case .int64(let number) = key else { return 0 }
    return multiples[number] ?? 1
  }

  /// An answer with rows of these keys, as far as there is one.
  private func answer(_ keys: [PrimaryKey], _ limit: Int?) throws(MilvusError) -> RowPage {
    let copies = keys.flatMap { Array(repeating: $0, count: Int(multiple($0))) }
    let reached = isGrowing ? Set(copies.prefix(limit ?? keys.count)) : Set(keys)
    let missing = Set(lost.map(PrimaryKey.int64))
    let found = keys.filter { reached.contains($0) && !missing.contains($0) }
    guard found.count < tooMany else {
      throw MilvusError(.invalidRequest, "cannot read rows: the moon is full")
    }
    let page = try RowPage(keys: found, titleBytes: titleBytes)
    guard page.byteCount < tooLarge else { throw .tooLarge }
    return page
  }
}

/// What a source was asked for, in order.
final class AskLog: Sendable {
  private let lines = Mutex<[String]>([])

  /// Every question so far.
  var all: [String] { lines.withLock(\.self) }

  func note(_ line: String) {
    lines.withLock { $0.append(line) }
  }
}

extension MilvusError {
  fileprivate static let tooLarge = MilvusError(.messageTooLarge, "cannot read: larger than max")
}

extension RowReader {
  /// A reader that repeats no call.
  convenience init(reading source: any RowSource, _ side: Side = .source) {
    var policy = RetryPolicy()
    policy.patience = 0
    self.init(
      source, side: side,
      retrier: Retrier(
        policy: policy, progress: ProgressCounter(), control: JobControl(), notify: { _, _ in }))
  }
}

extension RowPage {
  /// An answer with these keys in the field "id", and a title for each.
  init(
    keys: [PrimaryKey], titleBytes: (Int64) -> Int = { _ in 8 }
  ) throws(MilvusError) {
    var numbers = WireWriter()
    for case .int64(let number) in keys { numbers.varint(1, UInt64(bitPattern: number)) }
    var titles = WireWriter()
    for case .int64(let number) in keys {
      titles.bytes(1, String(repeating: "t", count: titleBytes(number)).utf8)
    }
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
