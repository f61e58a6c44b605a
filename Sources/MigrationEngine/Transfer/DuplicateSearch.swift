internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Names keys that several rows of the source share, by counting alone.
///
/// A query returns one row of a key, `count(*)` counts all; where it counts more rows than there are
/// keys, one half of these keys has more than its share, and so on down to one key. Rows that a
/// server counts and never returns lead here too, and end at a key that is there once.
struct DuplicateSearch {
  let reader: RowReader
  let control: JobControl
  /// The most keys to name.
  var limit = 20
  /// Calls that may still be made; 2000: some 20 for each key, in seconds altogether.
  var callsLeft = 2000
  /// The keys that were found, in key order by partition.
  private(set) var found: [DuplicateKey] = []

  init(_ reader: RowReader, control: JobControl) {
    self.reader = reader
    self.control = control
  }

  /// How many rows more than keys a span holds; below 0 if keys have gone since.
  mutating func excess(of span: ArraySlice<SourceTally.CountedRange>) async throws -> Int64 {
    guard let first = span.first else { return 0 }
    return try await count(span.range, first.partition).subtractingClamped(span.keys)
  }

  /// Looks for keys in a span that holds so many rows more than keys.
  mutating func search(_ span: ArraySlice<SourceTally.CountedRange>, excess: Int64) async throws {
    guard excess > 0, !isOver, let part = span.first else { return }
    guard span.count > 1 else { return try await search(inside: part, excess: excess) }
    let middle = span.startIndex + span.count / 2
    let left = try await self.excess(of: span[..<middle])
    try await search(span[..<middle], excess: left)
    try await search(span[middle...], excess: excess.subtractingClamped(left))
  }

  /// Looks at the keys of a range, a page at a time: they may be a great many.
  private mutating func search(inside part: SourceTally.CountedRange, excess: Int64) async throws {
    var scan = KeyScan(reader, partition: part.partition, in: part.range)
    var (lower, left) = (part.range.lower, excess)
    while left > 0, !isOver {
      try beginCall()
      let keys = try await scan.next()
      guard let last = keys.last else { return }
      let counted = try await count(KeyRange(lower: lower, upper: last), part.partition)
      let here = counted.subtractingClamped(Int64(keys.count))
      try await search(keys[...], above: lower, part.partition, excess: here)
      (lower, left) = (last, left.subtractingClamped(max(0, here)))
    }
  }

  private mutating func search(
    _ keys: ArraySlice<PrimaryKey>, above lower: PrimaryKey?, _ partition: ServerName?,
    excess: Int64
  ) async throws {
    guard excess > 0, !isOver, let last = keys.last else { return }
    guard keys.count > 1 else { return try await note(last, partition) }
    let middle = keys.startIndex + keys.count / 2
    let border = keys[middle - 1]
    let counted = try await count(KeyRange(lower: lower, upper: border), partition)
    let left = counted.subtractingClamped(Int64(middle - keys.startIndex))
    try await search(keys[..<middle], above: lower, partition, excess: left)
    try await search(
      keys[middle...], above: border, partition, excess: excess.subtractingClamped(left))
  }

  private mutating func note(_ key: PrimaryKey, _ partition: ServerName?) async throws {
    let copies = try await call { source throws(MilvusError) in
      try await source.copies(of: key, partition: partition)
    }
    if copies > 1 { found.append(DuplicateKey(key: key, partition: partition, copies: copies)) }
  }

  private var isOver: Bool { found.count >= limit || callsLeft <= 0 }

  private mutating func count(_ range: KeyRange, _ partition: ServerName?) async throws -> Int64 {
    try await call { source throws(MilvusError) in
      try await source.count(in: range, partition: partition)
    }
  }

  private mutating func call<R>(
    _ body: (any RowSource) async throws(MilvusError) -> R
  ) async throws -> R {
    try beginCall()
    return try await reader.call(body)
  }

  private mutating func beginCall() throws {
    try control.checkpoint()
    callsLeft -= 1
  }
}
