internal import JobJournal
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Owns the jobs that this process runs: one at a time, in the order in which they were asked for.
actor JobSupervisor {
  /// A job that waits for its turn, or runs.
  struct Entry {
    let id: JobID
    let plan: MigrationPlan
    let source: Cluster
    let target: Cluster
    let parallel: Int
    let maxRejects: Int
  }

  /// The job that runs.
  struct Running {
    let entry: Entry
    let control: JobControl
    let progress: ProgressCounter
    let task: Task<Void, Never>
  }

  /// The state that a job stopped in, and why.
  struct Ending {
    let state: JobRecord.State
    let failure: (code: String, message: String)?
  }

  private struct Store {
    let lock: JournalLock
    let journal: Journal
  }

  let folder: String
  private let tuning: EngineTuning
  private let voice: AsyncStream<JobNotice>.Continuation
  private var store: Store?
  private(set) var queue: [Entry] = []
  private(set) var running: Running?
  /// How jobs ended that the journal could not record.
  private(set) var unrecorded: [JobID: Ending] = [:]
  private var waiters: [JobID: [CheckedContinuation<Void, Never>]] = [:]

  init(folder: String, tuning: EngineTuning, voice: AsyncStream<JobNotice>.Continuation) {
    self.folder = folder
    self.tuning = tuning
    self.voice = voice
  }

  /// Tells whoever listens.
  func speak(_ id: JobID, _ kind: JobNotice.Kind, _ text: String) {
    voice.yield(JobNotice(id, kind, text))
  }

  /// Jobs of this process, the running one first.
  func runningJobs() -> [JobID] {
    (running.map { [$0.entry.id] } ?? []) + queue.map(\.id)
  }

  /// The journal for reading: the writer's, if this process is the writer.
  func reader() throws -> Journal {
    try store?.journal ?? Journal.open(folder: folder, as: .reader)
  }
}

// MARK: - Starting

extension JobSupervisor {
  /// Records a job for each plan and queues them.
  func start(
    _ plans: [MigrationPlan], from source: Cluster, to target: Cluster
  ) async throws -> [JobID] {
    var entries: [Entry] = []
    do {
      let journal = try await writer()
      try await refuseTakenTargets(plans, journal)
      for plan in plans {
        let record = try await journal.create(try NewJob(plan, source: source, target: target))
        entries.append(
          Entry(
            id: JobID(rawValue: record.id), plan: plan, source: source, target: target,
            parallel: plan.options.parallel, maxRejects: plan.options.maxRejects))
      }
    } catch {
      closeIfIdle()
      throw error
    }
    queue += entries
    startNext()
    return entries.map(\.id)
  }

  /// Two jobs that write to one collection would double its rows.
  private func refuseTakenTargets(_ plans: [MigrationPlan], _ journal: Journal) async throws {
    let jobs = try await journal.jobs().filter { !$0.state.isEnded }
    for plan in plans {
      guard let rival = jobs.first(where: plan.hasTarget(of:)) else { continue }
      throw MigrationError(
        .illegalJobState,
        "job \(rival.id) is \(rival.state.rawValue) and writes to \"\(plan.target)\" already")
    }
  }

  /// Queues a job again.
  func resume(
    _ id: JobID, from source: Cluster, to target: Cluster, parallel: Int?, maxRejects: Int?
  ) async throws {
    let journal = try await writer()
    do {
      let record = try await journal.existing(id)
      let plan = try record.checkedPlan(source: source, target: target)
      guard !runningJobs().contains(id) else {
        throw MigrationError(.illegalJobState, "job \(id) is running already")
      }
      queue.append(
        Entry(
          id: id, plan: plan, source: source, target: target,
          parallel: parallel ?? plan.options.parallel,
          maxRejects: maxRejects ?? plan.options.maxRejects))
    } catch {
      closeIfIdle()
      throw error
    }
    startNext()
  }

  /// Takes the lock and opens the journal; what a dead process left running is paused.
  private func writer() async throws -> Journal {
    if let store { return store.journal }
    let lock = try JournalLock.acquire(folder: folder)
    let journal = try Journal.open(folder: folder, as: .writer, witness: tuning.journalWitness)
    store = Store(lock: lock, journal: journal)
    _ = try await journal.recoverInterrupted(at: Date())
    return journal
  }

  private func startNext() {
    guard running == nil, let journal = store?.journal else { return }
    guard !queue.isEmpty else { return closeIfIdle() }
    let entry = queue.removeFirst()
    unrecorded[entry.id] = nil
    let (control, progress) = (JobControl(), ProgressCounter())
    let task = Task {
      await perform(entry, journal, control, progress)
      ended(entry.id)
    }
    running = Running(entry: entry, control: control, progress: progress, task: task)
  }

  private func keep(_ ending: Ending, of id: JobID) {
    unrecorded[id] = ending
  }

  private func ended(_ id: JobID) {
    running = nil
    for waiter in waiters.removeValue(forKey: id) ?? [] { waiter.resume() }
    startNext()
  }

  private func closeIfIdle() {
    guard running == nil, queue.isEmpty else { return }
    store?.lock.release()
    store = nil
  }
}

// MARK: - One job

extension JobSupervisor {
  private nonisolated func perform(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ progress: ProgressCounter
  ) async {
    let speak: @Sendable (JobNotice.Kind, String) -> Void = { [voice] kind, text in
      voice.yield(JobNotice(entry.id, kind, text))
    }
    let chronicle = Chronicle()
    do {
      try await begin(entry, journal)
      let result = try await run(entry, journal, control, progress, chronicle) { kind, text in
        speak(kind, text)
        chronicle.note(kind, text, at: Date())
      }
      try await journal.recordResult(entry.id.rawValue, try result.encoded())
      let rejected = try await nameRejects(of: entry, in: journal)
      try await journal.move(entry.id.rawValue, to: .successful, at: Date())
      speak(.successful, result.sentence(rejected: rejected))
    } catch {
      await settle(entry, journal, control, chronicle, error, speak)
    }
  }

  /// Moves the job to "in progress", and logs that it goes on if it ran before.
  private nonisolated func begin(_ entry: Entry, _ journal: Journal) async throws {
    let isFirst = try await journal.existing(entry.id).startedAt == nil
    try await journal.move(entry.id.rawValue, to: .inProgress, at: Date())
    try await journal.log(
      entry.id.rawValue, kind: isFirst ? JobEvent.started : JobEvent.resumed,
      message: "\(entry.parallel) key ranges at a time", at: Date())
  }

  private nonisolated func run(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ progress: ProgressCounter,
    _ chronicle: Chronicle, _ speak: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) async throws -> JobResult {
    let record = try await journal.existing(entry.id)
    let persistence = Persistence(
      policy: tuning.retries, progress: progress, control: control, say: speak)
    return try await withBothEnds(entry.source, entry.target) { source, target in
      try await JobRun(
        job: record, plan: entry.plan, journal: journal, source: source, target: target,
        sourceVersion: entry.source.identity.version, targetVersion: entry.target.identity.version,
        parallel: entry.parallel, maxRejects: entry.maxRejects,
        rowsPerRange: tuning.rowsPerRange, control: control, progress: progress,
        persistence: persistence, chronicle: chronicle, say: speak
      ).run()
    }
  }

  /// Records how a job stopped short of its end.
  ///
  /// Should the journal itself have failed, the record stays "in progress" and the next process that
  /// takes the lock finds the job interrupted; nothing that was done is lost.
  private nonisolated func settle(
    _ entry: Entry, _ journal: Journal, _ control: JobControl, _ chronicle: Chronicle,
    _ error: any Error, _ speak: @Sendable (JobNotice.Kind, String) -> Void
  ) async {
    let wasAsked = control.isPausing && error.isStop
    let state: JobRecord.State = wasAsked || error.isPassing ? .paused : .failed
    let failure =
      wasAsked ? nil : (code: failureCode(of: error), message: failureMessage(of: error))
    let kind: JobNotice.Kind = state == .paused ? .paused : .failed
    let text = failure.map(\.message) ?? "at a checkpoint"
    chronicle.note(kind, text, at: Date())
    do {
      try await journal.move(entry.id.rawValue, to: state, failure: failure, at: Date())
      try await chronicle.write(to: journal, job: entry.id.rawValue)
      await nameRejectsAfterFailure(of: entry, in: journal, speak)
    } catch {
      await keep(Ending(state: state, failure: failure), of: entry.id)
      speak(
        .attention,
        "the journal does not take how job \(entry.id) ended: \(failureMessage(of: error))")
    }
    speak(kind, text)
  }
}

extension JobSupervisor {
  /// Suspends until this process no longer runs or queues the job.
  func left(_ id: JobID) async {
    while runningJobs().contains(id) {
      await withCheckedContinuation { waiters[id, default: []].append($0) }
    }
  }

  /// Takes a waiting job out of the queue; returns whether it was there.
  func unqueue(_ id: JobID) -> Bool {
    guard let place = queue.firstIndex(where: { $0.id == id }) else { return false }
    queue.remove(at: place)
    for waiter in waiters.removeValue(forKey: id) ?? [] { waiter.resume() }
    closeIfIdle()
    return true
  }

  /// Runs the body with the journal open for writing.
  func writing<R: Sendable>(_ body: (Journal) async throws -> R) async throws -> R {
    let journal = try await writer()
    defer { closeIfIdle() }
    return try await body(journal)
  }
}
