internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// How the rows of a job are copied.
extension JobRun {
  /// Copies what is not copied yet.
  func copyRows() async throws {
    let route = try await route()
    let ends = MilvusEnds(from: source, to: target)
    let reader = ends.reader(of: route)
    try await SourceWatch(run: self).begin(MilvusRowSource(source, reading: route))
    let ledger = try await Ledger.open(journal, job: job.id, partitions: plan.partitions)
    progress.resume(from: ledger)
    let scout = try Scout(
      reader, journal: journal, job: job.id, unscouted: ledger.unscouted,
      nextOrdinal: ledger.nextOrdinal)
    let allowance = RejectAllowance(
      limit: maxRejects, spent: ledger.rejectedRows, hasTaken: ledger.totals.doneRows > 0)
    let sampler = CopySampler(
      journal: journal, job: job.id, progress: progress, chronicle: chronicle)
    try await withExecutor(ends, allowance) { executor in
      var phase = CopyPhase(
        coordinator: RangeCoordinator(
          journal: journal, route: route, executor: executor, progress: progress),
        allowance: allowance, control: control, sampler: sampler, scout: scout,
        ready: ledger.unfinished,
        size: RangeSize(reader.limits, seen: ledger.seen, atMost: tuning.rowsPerRange),
        share: share)
      // The first and the last sample of a run bound the time in which it copied.
      try await sampler.record()
      do { try await phase.run() } catch {
        try await sampler.record()
        throw error
      }
      try await sampler.record()
    }
  }

  /// Copies ranges in this process, or in others if there are to be workers.
  private func withExecutor(
    _ ends: MilvusEnds, _ allowance: RejectAllowance,
    _ body: (any RangeExecutor) async throws -> Void
  ) async throws {
    guard let launch = tuning.launchWorker else {
      return try await body(
        LocalExecutor(
          ends: ends, persistence: persistence, writers: target.turnstile, control: control,
          allowance: allowance, progress: progress, say: say))
    }
    let (source, target, retries) = (source.client.access, target.client.access, tuning.retries)
    let executor = WorkerExecutor(
      launch: launch,
      start: { WorkerStart(from: source, to: target, allowance: allowance, retries: retries) },
      allowance: allowance, progress: progress, control: control, say: say)
    try await executor.whileServing { try await body(executor) }
  }
}

// MARK: - The ends as rows are read and written

extension JobRun {
  /// The target as rows are written to it.
  var rowSink: MilvusRowSink {
    MilvusRowSink(
      client: target.client, collection: plan.target, keyField: plan.keyField,
      strategy: plan.replay,
      insertReplaces: target.supports(.insertReplaces))
  }

  /// The source, pinned to the present moment where it has timestamps.
  func rowSource() async throws -> MilvusRowSource {
    MilvusRowSource(source, reading: try await route())
  }

  /// The way of its rows, from the source as it is at the present moment.
  private func route() async throws -> RowRoute {
    try RowRoute(plan, timestamp: try await source.timestamp())
  }

  /// A reader of the source, pinned to the present moment where it has timestamps.
  func rowReader() async throws -> RowReader {
    RowReader(try await rowSource(), persistence: persistence)
  }
}
