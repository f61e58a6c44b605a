internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Owns the jobs that this process runs: some at a time, in the order in which they were asked for.
actor JobSupervisor {
  /// A job that waits for its turn, or runs.
  struct Entry {
    let id: JobID
    let plan: MigrationPlan
    let source: Cluster
    let target: Cluster
    let parallel: Int
    /// Bytes per second that may be written at most; nil if there is no such limit.
    var rate: Double?
    let maxRejects: Int
    let execution: JobExecution
  }

  /// A job that runs.
  struct Running {
    var entry: Entry
    let control: JobControl
    let progress: ProgressCounter
    let task: Task<Void, Never>
    /// What the journal had of it when it started; nil before that, and once it is to be asked again.
    var recorded: JobStatus?

    /// The job as it is now, as far as this process knows it without the journal.
    var status: JobStatus? {
      guard var status = recorded else { return nil }
      status.overlay(progress.snapshot(), at: progress.now)
      return status
    }

    /// Asks it to stop; `now` does not wait for calls in flight.
    func pause(now: Bool) {
      control.pause()
      if now { task.cancel() }
    }
  }

  /// The state that a job stopped in, and why.
  struct Ending {
    let state: JobState
    let failure: Failure?
  }

  private struct Store {
    let lock: JournalLock
    let journal: Journal
  }

  let folder: String
  let tuning: EngineTuning
  let claims: LoadClaims
  let throttles: WriteThrottles
  let budget: FlightBudget
  let endpoints: Endpoints
  let voice: AsyncStream<JobNotice>.Continuation
  private var state = SupervisorState()
  private var store: Store?
  /// The jobs that wait for their turn.
  private var queued: [JobID: Entry] = [:]
  private(set) var running: [JobID: Running] = [:]
  /// The jobs that are being canceled, which takes a moment where something is dropped.
  var canceling: Set<JobID> = []
  /// How jobs ended that the journal could not record.
  private(set) var unrecorded: [JobID: Ending] = [:]
  /// Who waits, by the numbers of the state.
  private var waiters: [SupervisorState.Waiter: CheckedContinuation<Bool, Never>] = [:]

  init(
    folder: String, tuning: EngineTuning, throttles: WriteThrottles, budget: FlightBudget,
    endpoints: Endpoints, voice: AsyncStream<JobNotice>.Continuation
  ) {
    self.folder = folder
    self.tuning = tuning
    claims = LoadClaims(folder: folder)
    self.throttles = throttles
    self.budget = budget
    self.endpoints = endpoints
    self.voice = voice
  }

  /// Tells whoever listens.
  func speak(_ id: JobID, _ kind: JobNotice.Kind, _ text: String) {
    voice.yield(JobNotice(id, kind, text))
  }

  /// Jobs of this process, those that run first.
  func runningJobs() -> [JobID] { state.jobs }

  /// The journal for reading: the writer's, if this process is the writer.
  func reader() throws -> Journal {
    try store?.journal ?? Journal.open(folder: folder, as: .reader)
  }
}

// MARK: - Starting

extension JobSupervisor {
  /// Records a job for each plan and queues them; each starts once fewer than `width` jobs copy.
  func start(
    _ plans: [MigrationPlan], from source: Cluster, to target: Cluster, width: Int,
    execution: JobExecution?
  ) async throws -> [JobID] {
    try await writing { journal in
      try await refuseTakenTargets(plans, journal)
      let records = try await journal.create(
        try plans.map { try NewJob($0, source: source, target: target) })
      let entries = zip(records, plans).map { record, plan in
        Entry(
          id: JobID(rawValue: record.id), plan: plan, source: source, target: target,
          parallel: plan.options.parallel, rate: plan.options.rate,
          maxRejects: plan.options.maxRejects, execution: execution ?? tuning.execution)
      }
      enqueue(entries, width: width)
      return entries.map(\.id)
    }
  }

  /// Two jobs that write to one collection would double its rows.
  private func refuseTakenTargets(_ plans: [MigrationPlan], _ journal: Journal) async throws {
    let jobs = try await journal.jobs().filter { !$0.state.isEnded }
    for plan in plans {
      guard let rival = jobs.first(where: plan.hasTarget(of:)) else { continue }
      throw MigrationError(
        .illegalJobState,
        "job \(rival.id) is \(JobState(rival.state).words) and writes to \"\(plan.target)\" already"
      )
    }
  }

  /// Queues a job again, after taking something out of its plan if that is wanted.
  func resume(
    _ id: JobID, from source: Cluster, to target: Cluster, parallel: Int?, rate: RateChoice?,
    maxRejects: Int?, amendment: PlanAmendment, width: Int, execution: JobExecution?
  ) async throws {
    try await writing { journal in
      let record = try await journal.existing(id)
      var plan = try record.checkedPlan(source: source, target: target)
      try requireIdle(id)
      plan = try await journal.amend(record, plan, amendment)
      // Another terminal may have resumed it, or begun to cancel it, meanwhile.
      try requireIdle(id)
      let entry = Entry(
        id: id, plan: plan, source: source, target: target,
        parallel: parallel ?? plan.options.parallel,
        rate: (rate ?? RateChoice(plan.options.rate)).bytesPerSecond,
        maxRejects: maxRejects ?? plan.options.maxRejects,
        execution: execution ?? tuning.execution)
      enqueue([entry], width: width)
    }
  }

  private func enqueue(_ entries: [Entry], width: Int) {
    for entry in entries { queued[entry.id] = entry }
    let width = entries.map { $0.execution.jobsAtOnce(width) }.min() ?? width
    perform(state.enqueue(entries.map(\.id), width: width))
  }

  private func start(_ id: JobID) {
    guard let journal = store?.journal, let entry = queued.removeValue(forKey: id) else {
      preconditionFailure("a job that was queued starts while the journal is open")
    }
    unrecorded[id] = nil
    let shares = JobShares(of: entry, from: budget)
    let control = JobControl { shares.withdraw() }
    let progress = ProgressCounter()
    let task = Task { [patience = tuning.pausePatience] in
      await control.run(atMost: patience) {
        await self.perform(entry, journal, control, progress, shares)
      }
      ended(id)
    }
    running[id] = Running(entry: entry, control: control, progress: progress, task: task)
    allowRate(of: entry.target)
  }

  /// Keeps what the journal has of a job that starts, or with nil has it asked from now on.
  func remember(_ recorded: JobStatus?, of id: JobID) {
    running[id]?.recorded = recorded
  }

  /// Remembers how a job ended that the journal could not record.
  func keep(_ ending: Ending, of id: JobID) {
    unrecorded[id] = ending
  }

  /// Lets others begin while a job waits for its target.
  func settles(_ id: JobID) {
    perform(state.settles(id))
  }

  private func ended(_ id: JobID) {
    let entry = running.removeValue(forKey: id)?.entry
    perform(state.ended(id))
    if let entry { allowRate(of: entry.target) }
  }

  /// Lets a job write so many bytes a second at most; returns whether this process has the job.
  func setRate(_ rate: Double?, of id: JobID) -> Bool {
    queued[id]?.rate = rate
    guard let entry = running[id]?.entry else { return queued[id] != nil }
    running[id]?.entry.rate = rate
    allowRate(of: entry.target)
    return true
  }

  /// Keeps the writes to a cluster to the lowest rate that a job which runs there was given.
  private func allowRate(of target: Cluster) {
    let place = target.access.endpoint.description
    let rates = running.values.map(\.entry).filter {
      $0.target.access.endpoint.description == place
    }.compactMap(\.rate)
    throttles.of(target).allow(atMost: rates.min())
  }
}

// MARK: - The journal, and who waits

extension JobSupervisor {
  /// Runs the body with the journal open for writing.
  func writing<R: Sendable>(_ body: (Journal) async throws -> R) async throws -> R {
    let journal = try await enter()
    defer { perform(state.leave()) }
    return try await body(journal)
  }

  private func enter() async throws -> Journal {
    switch state.enter() {
    case .open: try await open()
    case .wait(let waiter):
      // Where another user failed to open it, this one tries, and fails with its own words.
      guard await suspend(as: waiter) else { return try await enter() }
    case .enter: break
    }
    guard let store else { preconditionFailure("whoever has entered finds the journal open") }
    return store.journal
  }

  /// Takes the lock and opens the journal; what a dead process left running is paused.
  private func open() async throws {
    do {
      let lock = try JournalLock.acquire(folder: folder)
      let journal = try Journal.open(folder: folder, as: .writer, hook: tuning.journalWriteHook)
      _ = try await journal.recoverInterrupted(at: Date())
      store = Store(lock: lock, journal: journal)
    } catch {
      perform(state.openingFailed())
      throw error
    }
    perform(state.opened())
  }

  /// Does what the state says; none of it waits.
  private func perform(_ actions: [SupervisorState.Action]) {
    for action in actions {
      switch action {
      case .start(let job): start(job)
      case .close:
        store?.lock.release()
        store = nil
      case .resume(let numbers):
        for number in numbers { waiters.removeValue(forKey: number)?.resume(returning: true) }
      case .refuse(let numbers):
        for number in numbers { waiters.removeValue(forKey: number)?.resume(returning: false) }
      }
    }
  }

  /// Suspends until this process no longer runs or queues the job.
  func left(_ id: JobID) async {
    guard let waiter = state.wait(for: id) else { return }
    _ = await suspend(as: waiter)
  }

  /// Suspends until the state lets this waiter go; returns whether what it waited for has come.
  private func suspend(as waiter: SupervisorState.Waiter) async -> Bool {
    await withCheckedContinuation { waiters[waiter] = $0 }
  }

  /// Takes a waiting job out of the queue; returns whether it was there.
  func unqueue(_ id: JobID) -> Bool {
    guard let actions = state.unqueue(id) else { return false }
    queued[id] = nil
    perform(actions)
    return true
  }
}
