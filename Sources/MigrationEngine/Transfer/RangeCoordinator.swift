internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Hands the key ranges of one job to an executor, and alone records what becomes of them.
///
/// A range is `open` in the journal, durably, before its first byte is sent, by the lease; it is `done`
/// after the outcome that says so. Whoever does a task knows no journal.
struct RangeCoordinator: Sendable {
  let journal: Journal
  let route: RowRoute
  let executor: any RangeExecutor
  let progress: ProgressCounter

  /// Has a range copied, for the `attempt`th time from 1, records what became of it, and returns that.
  ///
  /// - Throws: What stopped the job.
  func copy(_ work: RangeWork, attempt: Int = 1) async throws -> RangeOutcome {
    progress.update { $0.rangesOpen += 1 }
    let handOut = HandOut()
    let task = RangeTask(route: route, work: work, attempt: attempt)
    let outcome = await executor.run(task) { try await lease(work, to: handOut) }
    try await record(outcome, of: work, wasLeased: handOut.end())
    return outcome
  }

  /// Replaces a range by smaller ones, and returns these.
  func split(_ work: RangeWork, into cuts: [CutRange], mayBeStored: Bool) async throws
    -> [RangeWork]
  {
    let records = try await journal.split(
      work.id, into: cuts.enumerated().map { $1.record(ordinal: $0) }, mayBeStored: mayBeStored)
    progress.update { $0.rangesPlanned += records.count - 1 }
    return try records.map { try RangeWork($0, partition: work.partition) }
  }

  private func lease(_ work: RangeWork, to handOut: HandOut) async throws -> Bool {
    try handOut.lease()
    let mayBeStored = try await journal.open(work.id).attempts > 1
    if mayBeStored, route.isRepeatable { progress.update { $0.replayed += 1 } }
    return mayBeStored
  }

  private func record(
    _ outcome: RangeOutcome, of work: RangeWork, wasLeased: Bool
  ) async throws {
    switch outcome {
    case .done(let rows, let bytes, let rejects):
      do {
        // A range without rows, or without any that can be sent.
        if !wasLeased { _ = try await journal.open(work.id) }
        try await journal.finish(
          work.id, rows: Int64(rows), bytes: Int64(bytes), rejects: rejects.map(\.record))
      } catch {
        progress.abandoned(rows: rows, bytes: bytes)
        throw error
      }
      progress.finished(rows: Int64(rows), bytes: Int64(bytes), rejected: rejects.count)
    case .split, .lost:
      progress.update { $0.rangesOpen -= 1 }
    case .refused(_, let rejects):
      progress.update { $0.rangesOpen -= 1 }
      try await journal.reject(work.id, rows: rejects.map(\.record))
    case .stopped(let failure, let rejects):
      // For whoever looks why; a new attempt forgets them.
      if !rejects.isEmpty { try await journal.reject(work.id, rows: rejects.map(\.record)) }
      throw failure
    case .interrupted:
      progress.update { $0.rangesOpen -= 1 }
      try Task.checkCancellation()
    }
  }
}
