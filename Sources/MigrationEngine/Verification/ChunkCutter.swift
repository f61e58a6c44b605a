internal import DequeModule
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Cuts all keys that there can be at keys of the source, a page of keys at a time.
struct ChunkCutter: Sendable {
  private let reader: RowReader
  private let partition: ServerName?
  private let isLevel: Bool
  private var scan: KeyScan
  private var cutter = RangeCutter(after: nil)
  private var chunks: Deque<Chunk> = []
  private var size: RangeSize
  private var isLast = false
  private var isEnded = false

  init(_ reader: RowReader, partition: ServerName?, isLevel: Bool = false) {
    self.reader = reader
    self.partition = partition
    self.isLevel = isLevel
    scan = KeyScan(reader, partition: partition)
    size = RangeSize(reader.limits)
  }

  /// The next range; the last one has no end.
  mutating func next() async throws -> Chunk? {
    try await lookAhead()
    if chunks.count > 1 { return chunks.removeFirst() }
    guard !isEnded else { return nil }
    isEnded = true
    var last =
      chunks.popFirst()
      ?? Chunk(
        partition: partition, range: KeyRange(), keys: 0, isLevel: isLevel)
    last.range.upper = nil
    return last
  }

  /// Cuts as much as the next range takes.
  mutating func lookAhead() async throws {
    // One stays back until it is known whether it is the last.
    while chunks.count < 2 && !isLast { try await cutPage() }
  }

  /// Learns from rows that were read of one side.
  mutating func note(rows: Int, bytes: Int) {
    size.note(rows: rows, bytes: bytes)
  }

  private mutating func cutPage() async throws {
    let keys = try await scan.next()
    isLast = keys.isEmpty
    if let seen = try await reader.weigh(keys, partition: partition) {
      size.note(rows: seen.rows, bytes: seen.bytes)
    }
    for cut in cutter.take(keys, rowsPerRange: size.rowsPerRange, isLast: isLast) {
      chunks.append(
        Chunk(
          partition: partition, range: cut.range, keys: cut.rows,
          bytes: 2 * cut.rows * size.bytesPerRow, isLevel: isLevel))
    }
  }
}
