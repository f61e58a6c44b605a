internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Verifier {
  /// What is read of both sides, as of the present moment.
  func views(_ described: Described) async throws -> RowViews {
    RowViews(
      left: try await source.view(key: described.key, columns: described.columns),
      right: try await target.view(key: described.key, columns: described.columns))
  }

  /// Both sides, pinned to the present moment where a server has timestamps.
  func readers(_ described: Described) async throws -> ChunkReaders {
    ends.readers(of: try await views(described))
  }

  /// A partition that was counted, and the first of whose keys are known.
  struct Opening: Sendable {
    let partition: ServerName?
    let counted: VerificationReport.Rows
    /// Nil where both sides are empty.
    let chunks: ChunkCutter?
  }

  /// Compares every key range of every partition.
  ///
  /// Rows are read as the window admits.
  func compareContent(
    _ described: Described, by executor: any ChunkExecutor, _ report: inout VerificationReport
  ) async throws {
    let views = try await views(described)
    let readers = ends.readers(of: views)
    let total = try await count(readers.left, nil)
    var counted: [ServerName?: VerificationReport.Rows] = [:]
    var read: [ServerName?: VerificationReport.Rows] = [:]
    try await withOpenings(described, readers) { nextOpening in
      var chunks: ChunkCutter?
      try await compare(views, by: executor) {
        while true {
          if let chunk = try await chunks?.next() { return chunk }
          guard let opening = try await nextOpening() else { return nil }
          counted[opening.partition] = opening.counted
          chunks = opening.chunks
        }
      } note: { found in
        chunks?.note(rows: found.sourceRows, bytes: found.bytes / 2)
        read[found.chunk.partition, default: .none].add(found)
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
    _ described: Described, _ readers: ChunkReaders,
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

  func open(_ partition: ServerName?, _ readers: ChunkReaders) async throws -> Opening {
    let counted = try await counts(readers, partition)
    guard !counted.isEmpty else {
      return Opening(partition: partition, counted: counted, chunks: nil)
    }
    var chunks = ChunkCutter(
      readers.left, partition: partition, isLevel: counted.isLevel)
    try await chunks.lookAhead()
    return Opening(partition: partition, counted: counted, chunks: chunks)
  }

  /// Calls at once on each side.
  var width: Int { Self.width(source.version, target.version) }

  /// Calls at once on each side of two versions; Lite answers one at a time.
  static func width(_ versions: ServerVersion...) -> Int {
    // Three large answers keep servers busy, and their bytes allow no more; small ones only wait there.
    versions.allSatisfy { $0.supports(.concurrentReaders) } ? 8 : 1
  }

  /// Compares ranges as they come, as many at once as a window of calls and bytes admits.
  func compare(
    _ views: RowViews, by executor: any ChunkExecutor, _ next: () async throws -> Chunk?,
    note: (ChunkFindings) throws -> Void
  ) async throws {
    try await inspect(
      next, work: { try await executor.complete(ChunkTask(views: views, chunk: $0)).before },
      note: note)
  }

  /// Works on ranges as they come, as many at once as a window of calls and bytes admits.
  func inspect<Found: Sendable>(
    _ next: () async throws -> Chunk?,
    work: @escaping @Sendable (Chunk) async throws -> Found, note: (Found) throws -> Void
  ) async throws {
    let flow = ChunkFlow(window: window, share: share, checkpoint: checkpoint)
    try await flow.run(next, work: work, note: note)
  }

  /// What may wait or be in flight, here or with all workers together.
  private var window: FlightWindow {
    if case .here = execution {
      return FlightWindow(calls: width, bytes: FlightWindow.usualBytes)
    }
    return FlightWindow(calls: share.calls, bytes: share.bytes)
  }

  /// Counts the rows of an end, or of a partition of it, every copy of a key.
  func count(_ reader: RowReader, _ partition: ServerName?) async throws -> Int64 {
    try await reader.counted(partition: partition).rows
  }

  /// Counts the rows of a partition on both sides at once.
  func counts(
    _ readers: ChunkReaders, _ partition: ServerName?
  ) async throws -> VerificationReport.Rows {
    async let here = count(readers.left, partition)
    async let there = count(readers.right, partition)
    return VerificationReport.Rows(source: try await here, target: try await there)
  }
}
