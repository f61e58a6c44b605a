internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What one job may have in flight: in this process, and where its key ranges are copied.
struct JobShares: Sendable {
  let own, tasks: FlightBudget.Share

  init(of entry: JobSupervisor.Entry, from budget: FlightBudget) {
    own = budget.share(calls: entry.parallel)
    tasks = entry.execution.share(parallel: entry.parallel) ?? own
  }

  /// Sends those away that wait.
  func withdraw() {
    own.withdraw()
    tasks.withdraw()
  }
}

extension JobSupervisor {
  /// Runs one job and records how it ended.
  nonisolated func perform(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ progress: ProgressCounter,
    _ shares: JobShares
  ) async {
    let speak: @Sendable (JobNotice.Kind, String) -> Void = { [voice] kind, text in
      voice.yield(JobNotice(entry.id, kind, text))
    }
    let eventBuffer = EventBuffer()
    do {
      speak(.started, try await begin(entry, journal) ? "started" : "goes on")
      await remember(try await recorded(entry.id, in: journal), of: entry.id)
      let result = try await run(entry, journal, control, progress, shares, eventBuffer) {
        kind, text in
        speak(kind, text)
        eventBuffer.note(kind, text, at: Date())
      }
      try await journal.recordResult(entry.id.rawValue, try result.encoded())
      let rejected = try await nameRejects(of: entry, in: journal)
      try await journal.move(entry.id.rawValue, to: .successful, at: Date())
      await remember(nil, of: entry.id)
      speak(.successful, result.sentence(rejected: rejected))
    } catch {
      await settle(entry, journal, control, eventBuffer, error, speak)
    }
  }

  /// Moves the job to "in progress", and logs that it goes on if it ran before; returns whether not.
  private nonisolated func begin(_ entry: Entry, _ journal: Journal) async throws -> Bool {
    let isFirst = try await journal.existing(entry.id).startedAt == nil
    try await journal.move(entry.id.rawValue, to: .inProgress, at: Date())
    try await journal.log(
      entry.id.rawValue, kind: isFirst ? JobEvent.started : JobEvent.resumed,
      message: "\(entry.parallel) key ranges at a time", at: Date())
    return isFirst
  }

  private nonisolated func run(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ progress: ProgressCounter,
    _ shares: JobShares, _ eventBuffer: EventBuffer,
    _ speak: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) async throws -> JobResult {
    let record = try await journal.existing(entry.id)
    let throttle = throttles.of(entry.target)
    let retrier = Retrier(
      policy: tuning.retries, throttle: throttle, progress: progress, control: control,
      notify: speak)
    return try await endpoints.with(entry.source, entry.target, retrier) {
      source, target in
      try await JobRun(
        job: record, plan: entry.plan, journal: journal, source: source, target: target,
        share: shares.own, execution: entry.execution, taskShare: shares.tasks,
        parallel: entry.parallel, throttle: throttle, maxRejects: entry.maxRejects, tuning: tuning,
        control: control,
        progress: progress, retrier: retrier, eventBuffer: eventBuffer, claims: claims,
        notify: speak,
        settles: { await self.settles(entry.id) }
      ).run()
    }
  }

  /// Records how a job stopped short of its end.
  ///
  /// Should the journal itself have failed, the record stays "in progress" and the next process that
  /// takes the lock finds the job interrupted; nothing that was done is lost.
  private nonisolated func settle(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ eventBuffer: EventBuffer,
    _ error: any Error, _ speak: @Sendable (JobNotice.Kind, String) -> Void
  ) async {
    let wasAsked = control.isPausing && error.isStop
    let state: JobRecord.State = wasAsked || error.isPassing ? .paused : .failed
    let failure = wasAsked ? nil : Failure(error)
    let kind: JobNotice.Kind = state == .paused ? .paused : .failed
    let text = failure.map(\.message) ?? "at a checkpoint"
    eventBuffer.note(kind, text, at: Date())
    await remember(nil, of: entry.id)
    do {
      try await journal.move(
        entry.id.rawValue, to: state, failure: failure.map { ($0.code.rawValue, $0.message) },
        at: Date())
      try await eventBuffer.write(to: journal, job: entry.id.rawValue)
      await nameRejectsAfterFailure(of: entry, in: journal, speak)
    } catch {
      await keep(Ending(state: JobState(state), failure: failure), of: entry.id)
      speak(
        .attention,
        "the journal does not take how job \(entry.id) ended: \(failureMessage(of: error))")
    }
    speak(kind, text)
  }
}
