internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Runs the phases of one job that are still to do.
///
/// Each phase may be done again from its start: the journal moves on only when a phase is complete.
struct JobRun {
  let job: JobRecord
  let plan: MigrationPlan
  let journal: Journal
  let source, target: Endpoint
  /// What it may have in flight.
  let share: FlightBudget.Share
  /// Who copies its key ranges, and how much they may have in flight.
  let execution: JobExecution
  let taskShare: FlightBudget.Share
  /// Key ranges to copy at the same time.
  let parallel: Int
  let throttle: WriteThrottle
  let maxRejects: Int
  let tuning: EngineTuning
  let control: JobControl
  let progress: ProgressCounter
  let retrier: Retrier
  let eventBuffer: EventBuffer
  /// What is loaded for a while.
  let claims: LoadClaims
  let notify: @Sendable (JobNotice.Kind, String) -> Void
  /// Told once nothing is left to be copied.
  let settles: @Sendable () async -> Void

  /// Runs to the end and returns the result.
  ///
  /// - Throws: `PauseRequested` at a checkpoint, or what stopped the job.
  func run() async throws -> JobResult {
    try await requirePlannedEnds()
    do {
      return try await runOnReadableSource()
    } catch let error where error.isLostCollection {
      // What became of the collection says more than that it is not found.
      try await requireSameEnds()
      throw error
    }
  }

  private func runOnReadableSource() async throws -> JobResult {
    guard plan.movesRows else { return try await runPhases() }
    return try await TemporarySourceLoad(run: self).whileReadable {
      try await requireFilter()
      try await ResumeCheck(run: self).perform()
      return try await runPhases()
    }
  }

  /// Makes sure that the source understands the filter by itself, also if it could not be asked before.
  ///
  /// One that parses only between parentheses would let entities of other key ranges pass.
  private func requireFilter() async throws {
    guard let filter = plan.options.filter, job.phase <= .copy else { return }
    _ = try await source.call { client throws(MilvusError) in
      try await client.count(plan.source, partition: plan.partitions.first, filter: filter)
    }
  }

  private func runPhases() async throws -> JobResult {
    var result = try job.result.map(JobResult.init(encoded:)) ?? JobResult()
    result.only = plan.options.only
    if plan.isTakenForEmpty == true {
      result.unproven = "without an index the source cannot be counted; by statistics it is empty"
    }
    try await continueRetries(of: result)
    var phase = job.phase
    while phase != .finished {
      show(phase)
      if phase > .copy { await settles() }
      try control.checkpoint()
      if plan.includes(phase) {
        notify(.phase, phase.rawValue)
        try await perform(phase, &result)
      }
      phase = phase.next
      result.retries = progress.snapshot().allRetries
      try await eventBuffer.write(to: journal, job: job.id)
      try await journal.recordResult(job.id, try result.encoded())
      try await journal.advance(job.id, to: phase)
    }
    show(phase)
    try await requireSameEnds()
    try await SourceWatch(run: self).conclude(&result)
    result.filterMatchedNothing = plan.options.filter != nil && result.rows == 0
    try await eventBuffer.write(to: journal, job: job.id)
    return result
  }

  private func show(_ phase: JobRecord.Phase) {
    progress.update { $0.phase = JobPhase(phase) }
  }

  private func perform(_ phase: JobRecord.Phase, _ result: inout JobResult) async throws {
    switch phase {
    case .create: try await TargetCreation(run: self).perform()
    case .copy:
      try await timed(&result) { try await copyRows() }
      try await Arrival(of: job.id, in: journal).require(of: plan.source)
    case .flush: try await flush()
    case .index: try await createIndexes(&result)
    case .verify: try await FinalCheck(run: self).perform(&result)
    case .alias:
      try await restoreProperties()
      try await unload()
      try await createAliases(&result)
      try await AccessGranting(run: self).perform(&result)
    case .finished: break
    }
  }

  /// Counts repeated calls on from what earlier runs recorded, at a sample or at a phase's end.
  private func continueRetries(of result: JobResult) async throws {
    let sample = try await journal.lastSample(job.id)
    let earlier = max(sample?.retries ?? 0, result.retries ?? 0)
    progress.update {
      $0.earlierRetries = earlier
      $0.earlierRefusals = sample?.refusals ?? 0
    }
  }
}

// MARK: - The phases that need no state of their own

extension JobRun {
  /// Adds the time of the copy to the result, also that of a copy that stops short.
  private func timed(_ result: inout JobResult, _ copy: () async throws -> Void) async throws {
    do {
      try await copy()
      result.copySeconds += progress.snapshot().copySeconds
    } catch {
      result.copySeconds += progress.snapshot().copySeconds
      try await journal.recordResult(job.id, try result.encoded())
      throw error
    }
  }

  /// Waits until the target has sealed what was written.
  func flush() async throws {
    let ticket = try await target.call { client throws(MilvusError) in
      try await client.flush(plan.target)
    }
    while try await !target.call({ client throws(MilvusError) in
      try await client.isFlushed(ticket, plan.target)
    }) {
      try control.checkpoint()
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Ends what the target was allowed while rows were written.
  private func restoreProperties() async throws {
    guard !plan.temporaryProperties.isEmpty else { return }
    let properties = Dictionary(
      uniqueKeysWithValues: plan.temporaryProperties.map { ($0.key, $0.after) })
    try await target.call { client throws(MilvusError) in
      try await client.setProperties(plan.target, properties)
    }
  }

  /// Lite loads a collection when it makes it and its index; the target is to arrive unloaded.
  private func unload() async throws {
    guard !target.supports(.unloadedCreation) else { return }
    try await target.call { client throws(MilvusError) in
      try await client.release(plan.target)
    }
  }
}

extension MigrationPlan {
  /// Whether a job of this plan has anything to do in a phase.
  fileprivate func includes(_ phase: JobRecord.Phase) -> Bool {
    switch phase {
    case .copy, .flush, .verify: movesRows
    case .index: targetUse == .create
    case .alias: targetUse == .create || access != nil
    case .create, .finished: true
    }
  }
}
