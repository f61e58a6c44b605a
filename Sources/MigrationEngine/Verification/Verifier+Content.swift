internal import MilvusClient

extension Verifier {
  /// A key range of one partition, on both sides.
  private struct Tile {
    var partition: String?
    var range: KeyRange
  }

  /// What the comparison of one tile found.
  private struct Found {
    var sourceRows = 0
    var targetRows = 0
    var bytes = 0
    var differences: [Difference] = []

    mutating func add(_ other: Found) {
      sourceRows += other.sourceRows
      targetRows += other.targetRows
      bytes += other.bytes
      differences += other.differences
    }
  }

  func compareContent(_ described: Described, _ report: inout VerificationReport) async throws {
    let left = try await source.rows(key: described.key, columns: described.columns)
    let right = try await target.rows(key: described.key, columns: described.columns)
    let total = try await source.call { _ throws(MilvusError) in
      try await left.count(partition: nil)
    }
    for partition in described.partitions {
      let before = report
      var tiles = TileCutter(source: left, partition: partition, end: source)
      try await withThrowingTaskGroup(of: Found.self) { group in
        var inFlight = 0
        // Three readers on each side keep servers busy; Lite answers one at a time.
        let width = source.version.isLite || target.version.isLite ? 1 : 3
        while let range = try await tiles.next() {
          try checkpoint()
          if inFlight == width, let found = try await group.next() {
            note(found, &report, of: total)
            inFlight -= 1
          }
          inFlight += 1
          group.addTask {
            try await compare(Tile(partition: partition, range: range), left, right, described)
          }
        }
        for try await found in group { note(found, &report, of: total) }
      }
      try await noteDoubledKeys(partition, left, right, since: before, &report)
    }
    report.differences.sort { $0.key < $1.key }
  }

  /// Counts the partition: a query returns one row of a key, however often the key is there.
  private func noteDoubledKeys(
    _ partition: String?, _ left: MilvusRowSource, _ right: MilvusRowSource,
    since before: VerificationReport, _ report: inout VerificationReport
  ) async throws {
    let counted = try await target.call { _ throws(MilvusError) in
      try await right.count(partition: partition)
    }
    guard counted > report.targetRows - before.targetRows else { return }
    let original = try await source.call { _ throws(MilvusError) in
      try await left.count(partition: partition)
    }
    report.partitions.append((partition ?? "", original, counted))
  }

  private func note(_ found: Found, _ report: inout VerificationReport, of total: Int64) {
    report.ranges += 1
    report.sourceRows += Int64(found.sourceRows)
    report.targetRows += Int64(found.targetRows)
    report.bytes += Int64(found.bytes)
    if !found.differences.isEmpty {
      report.differingRanges += 1
      report.note(found.differences)
    }
    announce(.compared(rows: report.sourceRows, of: total))
  }

  /// Compares a tile, in halves if one side's answer would be too large for a message.
  private func compare(
    _ tile: Tile, _ left: MilvusRowSource, _ right: MilvusRowSource, _ described: Described
  ) async throws -> Found {
    do {
      return try await compareWhole(tile, left, right, described)
    } catch let error as SideError where error.error.code == .messageTooLarge {
      let keys = try await keys(tile, left, source) + keys(tile, right, target)
      let distinct = Set(keys).sorted()
      guard distinct.count > 1 else { throw error }
      var found = Found()
      for half in tile.range.halves(at: distinct) {
        found.add(
          try await compare(
            Tile(partition: tile.partition, range: half.range), left, right, described))
      }
      return found
    }
  }

  private func keys(_ tile: Tile, _ rows: MilvusRowSource, _ end: CollectionEnd)
    async throws -> [PrimaryKey]
  {
    try await tile.range.keys { after in
      try await end.call { _ throws(MilvusError) in
        try await rows.keys(
          after: after, upTo: tile.range.upper, partition: tile.partition, limit: 16_384)
      }
    }
  }

  private func compareWhole(
    _ tile: Tile, _ left: MilvusRowSource, _ right: MilvusRowSource, _ described: Described
  ) async throws -> Found {
    async let here = read(tile, left, source)
    async let there = read(tile, right, target)
    let (one, other) = try await (here, there)
    var found = Found(
      sourceRows: one.rowCount, targetRows: other.rowCount,
      bytes: one.byteCount + other.byteCount)
    if isSame(one, other, described) { return found }
    found.differences = try differences(one, other, described, tile)
    return found
  }

  private func read(_ tile: Tile, _ rows: MilvusRowSource, _ end: CollectionEnd)
    async throws -> RowPage
  {
    try await end.call { _ throws(MilvusError) in
      try await rows.rows(in: tile.range, partition: tile.partition)
    }
  }

  /// Whether whole columns are equal, byte for byte.
  private func isSame(_ one: RowPage, _ other: RowPage, _ described: Described) -> Bool {
    guard one.rowCount == other.rowCount,
      let left = one.columnDigests(columns: described.columns),
      let right = other.columnDigests(columns: described.columns)
    else { return false }
    return left == right
  }

  private func differences(
    _ one: RowPage, _ other: RowPage, _ described: Described, _ tile: Tile
  ) throws -> [Difference] {
    // Lite writes JSON anew, so there only its meaning can be equal.
    let byMeaning = source.version.isLite || target.version.isLite
    let left = try one.rowDigests(columns: described.columns, jsonByMeaning: byMeaning)
    let right = try other.rowDigests(columns: described.columns, jsonByMeaning: byMeaning)
    var rest = Dictionary(right.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var differences: [Difference] = []
    for row in left {
      let twin = rest.removeValue(forKey: row.key)
      guard twin?.whole != row.whole else { continue }
      differences.append(
        Difference(
          key: row.key, partition: tile.partition, kind: twin == nil ? .missing : .changed,
          fields: twin.map { described.columns(row, differingFrom: $0) } ?? []))
    }
    differences += rest.keys.map {
      Difference(key: $0, partition: tile.partition, kind: .extra, fields: [])
    }
    return differences
  }
}

extension Verifier.Described {
  /// The columns in which two rows differ.
  fileprivate func columns(_ row: RowDigest, differingFrom twin: RowDigest) -> [String] {
    zip(columns, zip(row.fields, twin.fields)).filter { $1.0 != $1.1 }.map { $0.0 }
  }
}

/// Cuts all keys that there can be at keys of the source, a page of keys at a time.
private struct TileCutter {
  let source: MilvusRowSource
  let partition: String?
  let end: CollectionEnd
  private var cutter = RangeCutter(after: nil)
  private var cuts: [CutRange] = []
  private var size: RangeSize?
  private var isLast = false
  private var isEnded = false

  init(source: MilvusRowSource, partition: String?, end: CollectionEnd) {
    self.source = source
    self.partition = partition
    self.end = end
  }

  /// The next range; the last one has no end.
  mutating func next() async throws -> KeyRange? {
    // One cut stays back until it is known whether it is the last.
    while cuts.count < 2 && !isLast { try await scout() }
    if cuts.count > 1 { return cuts.removeFirst().range }
    guard !isEnded else { return nil }
    isEnded = true
    return KeyRange(lower: cuts.first?.range.lower, upper: nil)
  }

  private mutating func scout() async throws {
    let size = try await learnSize()
    let after = cutter.scouted
    let limit = source.isLite ? 262_144 : 16_384
    let keys = try await end.call { _ throws(MilvusError) in
      try await source.keys(after: after, upTo: nil, partition: partition, limit: limit)
    }
    isLast = keys.isEmpty
    cuts += cutter.take(keys, rowsPerRange: size.rowsPerRange, isLast: isLast)
  }

  private mutating func learnSize() async throws -> RangeSize {
    if let size { return size }
    let page = try await end.call { _ throws(MilvusError) in
      try await source.sample(partition: partition, limit: 100)
    }
    let learnt = RangeSize(isLite: source.isLite, sample: (page.rowCount, page.byteCount))
    size = learnt
    return learnt
  }
}
