internal import MilvusClient

extension Verifier {
  /// The two sides as they are read.
  struct Readers: Sendable {
    let left: MilvusRowSource
    let right: MilvusRowSource
  }

  /// Both sides, pinned to the present moment where a server has timestamps.
  func readers(_ described: Described) async throws -> Readers {
    Readers(
      left: try await source.rows(key: described.key, columns: described.columns),
      right: try await target.rows(key: described.key, columns: described.columns))
  }

  /// Compares every key range, partition by partition.
  func compareContent(_ described: Described, _ report: inout VerificationReport) async throws {
    let readers = try await readers(described)
    let total = try await sourceCount(readers.left, nil)
    for partition in described.partitions {
      let before = report.rows
      var tiles = cutter(readers.left, partition)
      try await inspect {
        try await tiles.next()
      } work: { tile in
        try await compare(tile, readers, described)
      } note: { found in
        report.note(found)
        announce(.compared(rows: report.sourceRows, of: total))
      }
      try await noteCounts(partition, readers, report.rows.since(before), &report)
    }
    report.allRanges = report.ranges
  }

  /// Cuts the keys of the source into ranges.
  func cutter(_ reader: MilvusRowSource, _ partition: ServerName?) -> TileCutter {
    TileCutter(
      source: reader, partition: partition, isLite: source.version.isLite,
      persistence: source.persistence)
  }

  /// Works on ranges as they come, a few at a time.
  func inspect<Found: Sendable>(
    _ next: () async throws -> Tile?,
    work: @escaping @Sendable (Tile) async throws -> Found, note: (Found) throws -> Void
  ) async throws {
    // Three readers on each side keep servers busy; Lite answers one at a time.
    let width = source.version.isLite || target.version.isLite ? 1 : 3
    try await withThrowingTaskGroup(of: Found.self) { group in
      var inFlight = 0
      while let tile = try await next() {
        try checkpoint()
        if inFlight == width, let found = try await group.next() {
          try note(found)
          inFlight -= 1
        }
        inFlight += 1
        group.addTask { try await work(tile) }
      }
      for try await found in group { try note(found) }
    }
  }

  private func noteCounts(
    _ partition: ServerName?, _ readers: Readers, _ read: VerificationReport.Rows,
    _ report: inout VerificationReport
  ) async throws {
    let counted = try await targetCount(readers.right, partition)
    let original =
      counted > read.target ? try await sourceCount(readers.left, partition) : read.source
    report.note(read, of: partition, counted: (original, counted))
  }

  /// Counts the rows of the source, or of a partition of it.
  func sourceCount(_ reader: MilvusRowSource, _ partition: ServerName?) async throws -> Int64 {
    try await source.call { _ throws(MilvusError) in try await reader.count(partition: partition) }
  }

  /// Counts the rows of the target, or of a partition of it.
  func targetCount(_ reader: MilvusRowSource, _ partition: ServerName?) async throws -> Int64 {
    try await target.call { _ throws(MilvusError) in try await reader.count(partition: partition) }
  }
}

// MARK: - One key range

extension Verifier {
  /// Compares the rows of a range.
  func compare(
    _ tile: Tile, _ readers: Readers, _ described: Described
  ) async throws -> TileFindings {
    var found = TileFindings(tile: tile)
    try await inHalves(tile, readers) { part in
      let (one, other) = try await readBoth(part, readers)
      found.add(try findings(part, one, other, described))
    }
    return found
  }

  /// Works on a range, or on its halves if a message would be too large.
  ///
  /// The body may have worked on a part of the range before it says so.
  func inHalves(
    _ tile: Tile, _ readers: Readers, _ work: (Tile) async throws -> Void
  ) async throws {
    do {
      try await work(tile)
    } catch let error as SideError where error.error.code == .messageTooLarge {
      let keys =
        try await keys(tile, readers.left, source) + keys(tile, readers.right, target)
      let distinct = Set(keys).sorted()
      guard distinct.count > 1 else { throw error }
      for half in tile.range.halves(at: distinct) {
        try await inHalves(Tile(partition: tile.partition, range: half.range), readers, work)
      }
    }
  }

  /// Every key that a side has in a range.
  func keys(
    _ tile: Tile, _ reader: MilvusRowSource, _ end: CollectionEnd
  ) async throws -> [PrimaryKey] {
    try await tile.range.keys { after in
      try await end.call { _ throws(MilvusError) in
        try await reader.keys(
          after: after, upTo: tile.range.upper, partition: tile.partition, limit: 16_384)
      }
    }
  }

  /// Reads the rows of a range on both sides at once.
  func readBoth(_ tile: Tile, _ readers: Readers) async throws -> (RowPage, RowPage) {
    async let here = read(tile, readers.left, source)
    async let there = read(tile, readers.right, target)
    return try await (here, there)
  }

  /// Reads the rows of a range on one side.
  func read(
    _ tile: Tile, _ reader: MilvusRowSource, _ end: CollectionEnd
  ) async throws -> RowPage {
    try await end.call { _ throws(MilvusError) in
      try await reader.rows(in: tile.range, partition: tile.partition)
    }
  }

  /// How the rows of a range differ.
  func findings(
    _ tile: Tile, _ one: RowPage, _ other: RowPage, _ described: Described
  ) throws -> TileFindings {
    var found = TileFindings(
      tile: tile, sourceRows: one.rowCount, targetRows: other.rowCount,
      bytes: one.byteCount + other.byteCount)
    if isSame(one, other, described) { return found }
    found.differences = try differences(one, other, described, tile)
    return found
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
  fileprivate func columns(_ row: RowDigest, differingFrom twin: RowDigest) -> [ServerName] {
    zip(columns, zip(row.fields, twin.fields)).filter { $1.0 != $1.1 }.map { $0.0 }
  }
}
