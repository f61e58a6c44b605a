internal import MigrationPlanning
internal import MilvusClient

extension Verifier {
  /// The two sides as they are read.
  struct Readers: Sendable {
    let left: RowReader
    let right: RowReader
  }

  /// Both sides, pinned to the present moment where a server has timestamps.
  func readers(_ described: Described) async throws -> Readers {
    Readers(
      left: try await source.rows(key: described.key, columns: described.columns),
      right: try await target.rows(key: described.key, columns: described.columns))
  }

  /// A partition that was counted, and the first of whose keys are known.
  struct Opening: Sendable {
    let partition: ServerName?
    let counted: VerificationReport.Rows
    /// Nil where both sides are empty.
    let tiles: TileCutter?
  }

  /// Compares every key range of every partition.
  ///
  /// Rows are read as the window admits.
  func compareContent(_ described: Described, _ report: inout VerificationReport) async throws {
    let readers = try await readers(described)
    let total = try await count(readers.left, nil)
    var counted: [ServerName?: VerificationReport.Rows] = [:]
    var read: [ServerName?: VerificationReport.Rows] = [:]
    try await withOpenings(described, readers) { nextOpening in
      var tiles: TileCutter?
      try await inspect {
        while true {
          if let tile = try await tiles?.next() { return tile }
          guard let opening = try await nextOpening() else { return nil }
          counted[opening.partition] = opening.counted
          tiles = opening.tiles
        }
      } work: { tile in
        try await compare(tile, readers, described)
      } note: { found in
        tiles?.note(rows: found.sourceRows, bytes: found.bytes / 2)
        read[found.tile.partition, default: .none].add(found)
        report.note(found)
        announce(.compared(rows: report.sourceRows, of: total))
      }
    }
    for partition in described.partitions {
      report.note(read[partition] ?? .none, of: partition, counted: counted[partition] ?? .none)
    }
    report.allRanges = report.ranges
  }

  /// Runs the body, which is given the partitions in their order, nil after the last.
  ///
  /// A server lets each question wait a while, so the beginnings of the next partitions, which are
  /// their counts and a page of keys, are asked for meanwhile.
  func withOpenings(
    _ described: Described, _ readers: Readers,
    _ body: (() async throws -> Opening?) async throws -> Void
  ) async throws {
    let partitions = described.partitions
    try await withThrowingTaskGroup(of: (Int, Opening).self) { group in
      var opened: [Int: Opening] = [:]
      for place in partitions.indices.prefix(width) {
        group.addTask { (place, try await open(partitions[place], readers)) }
      }
      var place = 0
      try await body {
        while opened[place] == nil, let (done, opening) = try await group.next() {
          opened[done] = opening
        }
        let ahead = place + width
        if ahead < partitions.count {
          group.addTask { (ahead, try await open(partitions[ahead], readers)) }
        }
        defer { place += 1 }
        return opened.removeValue(forKey: place)
      }
    }
  }

  func open(_ partition: ServerName?, _ readers: Readers) async throws -> Opening {
    let counted = try await counts(readers, partition)
    guard !counted.isEmpty else {
      return Opening(partition: partition, counted: counted, tiles: nil)
    }
    var tiles = TileCutter(
      readers.left, partition: partition, isLevel: counted.isLevel)
    try await tiles.lookAhead()
    return Opening(partition: partition, counted: counted, tiles: tiles)
  }

  /// Calls at once on each side.
  var width: Int { Self.width(source.version, target.version) }

  /// Calls at once on each side of two versions; Lite answers one at a time.
  static func width(_ versions: ServerVersion...) -> Int {
    // Three large answers keep servers busy, and their bytes allow no more; small ones only wait there.
    versions.allSatisfy { $0.supports(.concurrentReaders) } ? 8 : 1
  }

  /// Works on ranges as they come, as many at once as a window of calls and bytes admits.
  func inspect<Found: Sendable>(
    _ next: () async throws -> Tile?,
    work: @escaping @Sendable (Tile) async throws -> Found, note: (Found) throws -> Void
  ) async throws {
    let flow = TileFlow(
      window: FlightWindow(calls: width, bytes: FlightWindow.usualBytes), share: share,
      checkpoint: checkpoint)
    try await flow.run(next, work: work, note: note)
  }

  /// Counts the rows of an end, or of a partition of it, every copy of a key.
  func count(_ reader: RowReader, _ partition: ServerName?) async throws -> Int64 {
    try await reader.counted(partition: partition).rows
  }

  /// Counts the rows of a partition on both sides at once.
  func counts(
    _ readers: Readers, _ partition: ServerName?
  ) async throws -> VerificationReport.Rows {
    async let here = count(readers.left, partition)
    async let there = count(readers.right, partition)
    return VerificationReport.Rows(source: try await here, target: try await there)
  }
}

// MARK: - One key range

extension Verifier {
  /// Compares the rows of a range.
  func compare(
    _ tile: Tile, _ readers: Readers, _ described: Described
  ) async throws -> TileFindings {
    var found = TileFindings(tile: tile)
    try await inParts(tile, readers) { part in
      let (one, other) = try await readBoth(part, readers)
      found.add(try findings(part, one, other, described))
    }
    return found
  }

  /// Works on a range, or on parts of it if a side cannot read or take it at once.
  ///
  /// The body may have worked on a part of the range before it says so.
  func inParts(
    _ tile: Tile, _ readers: Readers, _ work: (Tile) async throws -> Void
  ) async throws {
    let cuts: [CutRange]
    var isCounted = true
    do {
      return try await work(tile)
    } catch let divided as RangeDivided {
      cuts = divided.parts
      isCounted = divided.side == .source
    } catch let error as SideError where error.error.code == .messageTooLarge {
      cuts = try await readers.left.parts(
        of: tile.range, partition: tile.partition, after: error)
    }
    for cut in cuts {
      let keys = isCounted ? cut.rows : nil
      try await inParts(
        Tile(
          partition: tile.partition, range: cut.range, keys: keys, isLevel: tile.isLevel,
          isForeign: tile.isForeign),
        readers, work)
    }
  }

  /// Reads the rows of a range on both sides at once.
  func readBoth(_ tile: Tile, _ readers: Readers) async throws -> (RowPage, RowPage) {
    async let here = read(tile, readers.left)
    async let there = read(tile, readers.right, isLevel: tile.isLevel)
    return try await (here, there)
  }

  /// Reads the rows of a range on one side, which may be held to the number of the source's keys.
  func read(_ tile: Tile, _ reader: RowReader, isLevel: Bool = true) async throws -> RowPage {
    try await reader.rows(
      in: tile.range, partition: tile.partition, expecting: isLevel ? tile.keys : nil,
      isForeign: tile.isForeign
    ).page
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

  /// Whether JSON is compared by what it means: Lite writes it anew.
  var comparesMeaning: Bool {
    [source, target].contains { !$0.version.supports(.verbatimJSON) }
  }

  private func differences(
    _ one: RowPage, _ other: RowPage, _ described: Described, _ tile: Tile
  ) throws -> [Difference] {
    let left = try one.rowDigests(columns: described.columns, jsonByMeaning: comparesMeaning)
    let right = try other.rowDigests(columns: described.columns, jsonByMeaning: comparesMeaning)
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
