internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// How the rows of a job are copied.
extension JobRun {
  /// Copies what is not copied yet.
  func copyRows() async throws {
    let route = try await route()
    let reader = RowReader(MilvusRowSource(source, reading: route), on: source)
    try await SourceWatch(run: self).begin(MilvusRowSource(source, reading: route))
    let resumeState = try await ResumeState.open(journal, job: job.id, partitions: plan.partitions)
    progress.resume(from: resumeState)
    let seen = try await resumeState.weigh(by: reader)
    let scanner = try KeyScanner(
      reader, journal: journal, job: job.id, unscanned: resumeState.unscanned,
      nextOrdinal: resumeState.nextOrdinal)
    let allowance = RejectAllowance(
      limit: maxRejects, spent: resumeState.rejectedRows, hasTaken: resumeState.totals.doneRows > 0)
    // A large range that was sent in part cannot be told from one that was not, and the end of a merging
    // job looks at each range as a whole.
    let takesShards = route.isRepeatable && !route.replaces
    let sampler = CopySampler(
      journal: journal, job: job.id, progress: progress, eventBuffer: eventBuffer)
    try await withExecutor(allowance) { executor in
      var phase = CopyPhase(
        coordinator: RangeCoordinator(
          journal: journal, route: route, executor: executor, progress: progress),
        allowance: allowance, control: control, sampler: sampler, scanner: scanner,
        ready: resumeState.unfinished,
        size: RangeSize(
          reader.limits, seen: seen, atMost: tuning.rowsPerRange,
          shard: takesShards ? execution.shardSize(rows: progress.snapshot().total) : nil),
        share: taskShare)
      // The first and the last sample of a run bound the time in which it copied.
      try await sampler.record()
      do { try await phase.run() } catch {
        try await sampler.record()
        throw error
      }
      try await sampler.record()
    }
  }

  /// Copies ranges in this process, or elsewhere if the run is to.
  private func withExecutor(
    _ allowance: RejectAllowance, _ body: (any RangeExecutor) async throws -> Void
  ) async throws {
    switch execution {
    case .here:
      try await body(
        LocalExecutor(
          from: source, to: target, retrier: retrier, control: control,
          allowance: allowance, progress: progress, parallel: parallel, notify: notify))
    case .workers(let count, let launch):
      let coordination = coordination(allowance)
      progress.update { $0.execution = ExecutionStatus() }
      defer { progress.update { $0.execution = nil } }
      let pool = WorkerPool(
        (0..<count).map { _ in WorkerExecutor(launch: launch, for: coordination) })
      try await pool.whileServing { try await body(pool) }
    case .spark(let slots, let launch):
      defer { progress.update { $0.execution = nil } }
      let executor = SparkExecutor(launch: launch, slots: slots, for: coordination(allowance))
      try await executor.whileServing { try await body(executor) }
    }
  }

  private func coordination(_ allowance: RejectAllowance) -> WorkerCoordination {
    let (source, target, retries) = (source.client.access, target.client.access, tuning.retries)
    return WorkerCoordination(
      start: { [parallel] in
        WorkerStart(
          from: source, to: target, allowance: allowance, retries: retries, parallel: parallel)
      },
      allowance: allowance, progress: progress, control: control, throttle: throttle,
      notify: notify)
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
    RowReader(try await rowSource(), retrier: retrier)
  }
}
