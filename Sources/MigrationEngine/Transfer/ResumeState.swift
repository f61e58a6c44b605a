internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// What the journal knows of a job's key ranges when its copy starts or goes on.
struct ResumeState {
  /// Partitions whose keys are not all known yet.
  var unscanned: [PartitionRecord]
  /// Ranges to copy: those that were open first, because their rows may be stored already.
  var unfinished: [RangeWork]
  /// The number of the next range.
  var nextOrdinal: Int
  /// Totals so far.
  var totals: JobProgress
  /// Rows that the target refused in ranges that are done; about others is decided anew.
  var rejectedRows: Int

  /// Reads the journal, and records the partitions if this is the first time.
  static func open(
    _ journal: Journal, job: Int64, partitions names: [ServerName]
  ) async throws -> ResumeState {
    var partitions = try await journal.partitions(job)
    let known = Set(partitions.map { ServerName($0.name) })
    let missing = (names.isEmpty ? [""] : names).filter { !known.contains($0) }
    if !missing.isEmpty {
      partitions += try await journal.addPartitions(job, names: missing.map(\.text))
    }
    // The scan runs little ahead of the copy, so these are few however large the collection is.
    let unfinished =
      try await journal.ranges(job, states: [.open])
      + journal.ranges(job, states: [.planned])
    let point = try await journal.resumePoint(job)
    let places = Dictionary(uniqueKeysWithValues: partitions.map { ($0.id, $0.partition) })
    return ResumeState(
      unscanned: partitions.filter { !$0.isScanComplete },
      unfinished: try unfinished.map { range in
        try RangeWork(range, partition: places[range.partitionID] ?? nil)
      },
      nextOrdinal: point.nextOrdinal, totals: try await journal.progress(job),
      rejectedRows: point.rejectedRows)
  }

  /// What a row weighs, as one row that was seen; nothing where there is none.
  ///
  /// It is one of the ranges that are done. Before the first of these some of a range are read that is to be
  /// copied: it may be too large to be read at once.
  func weigh(by reader: RowReader) async throws -> (rows: Int, bytes: Int) {
    if totals.doneRows > 0 { return (1, Int(totals.doneBytes / totals.doneRows)) }
    guard let first = unfinished.first else { return (0, 0) }
    let keys = try await reader.page(
      after: first.range.lower, upTo: first.range.upper, partition: first.partition)
    guard let some = try await reader.weigh(keys, partition: first.partition) else { return (0, 0) }
    return (1, some.bytes / some.rows)
  }
}

extension ProgressCounter {
  /// Starts from what earlier runs of the job did.
  func resume(from resumeState: ResumeState) {
    let totals = resumeState.totals
    update {
      $0.isComplete = true
      $0.plannedRows = totals.plannedRows
      $0.rejected = totals.rejectedRows
      $0.done = totals.doneRows
      $0.bytes = totals.doneBytes
      $0.rangesDone = totals.count(.done)
      $0.rangesPlanned = totals.count(.done) + resumeState.unfinished.count
      $0.isScanned = resumeState.unscanned.isEmpty
      $0.replayed = totals.replayedRanges
    }
  }
}
