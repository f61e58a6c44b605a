internal import MilvusClient

/// A key range of one partition, on both sides.
struct Tile: Sendable, Equatable {
  /// The partition; nil where the server chooses it.
  var partition: ServerName?
  var range: KeyRange
  /// Keys of the source in it when it was cut.
  var keys = 0
}

/// Cuts all keys that there can be at keys of the source, a page of keys at a time.
struct TileCutter {
  let source: any RowSource
  let partition: ServerName?
  let isLite: Bool
  let persistence: Persistence
  private var cutter = RangeCutter(after: nil)
  private var cuts: [CutRange] = []
  private var size: RangeSize?
  private var isLast = false
  private var isEnded = false

  init(source: any RowSource, partition: ServerName?, isLite: Bool, persistence: Persistence) {
    self.source = source
    self.partition = partition
    self.isLite = isLite
    self.persistence = persistence
  }

  /// The next range; the last one has no end.
  mutating func next() async throws -> Tile? {
    // One cut stays back until it is known whether it is the last.
    while cuts.count < 2 && !isLast { try await scout() }
    if cuts.count > 1 { return tile(cuts.removeFirst()) }
    guard !isEnded else { return nil }
    isEnded = true
    let last = cuts.first
    return tile(
      CutRange(range: KeyRange(lower: last?.range.lower, upper: nil), rows: last?.rows ?? 0))
  }

  private func tile(_ cut: CutRange) -> Tile {
    Tile(partition: partition, range: cut.range, keys: cut.rows)
  }

  private mutating func scout() async throws {
    let size = try await learnSize()
    let after = cutter.scouted
    let limit = isLite ? 262_144 : 16_384
    let keys = try await persistence.call(.source) { () throws(MilvusError) in
      try await source.keys(after: after, upTo: nil, partition: partition, limit: limit)
    }
    isLast = keys.isEmpty
    cuts += cutter.take(keys, rowsPerRange: size.rowsPerRange, isLast: isLast)
  }

  private mutating func learnSize() async throws -> RangeSize {
    if let size { return size }
    let page = try await persistence.call(.source) { () throws(MilvusError) in
      try await source.sample(partition: partition, limit: 100)
    }
    let learnt = RangeSize(isLite: isLite, sample: (page.rowCount, page.byteCount))
    size = learnt
    return learnt
  }
}
