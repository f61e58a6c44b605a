@_exported public import MigrationPlanning
public import MilvusClient
@_exported public import RangeTransfer

/// Checks, plans, runs, resumes and verifies migrations.
///
/// One engine serves a whole program. Jobs run in the background of the process, some at a time, and
/// are recorded in the journal of the state folder, where other processes see them.
public final class Engine: Sendable {
  let supervisor: JobSupervisor
  let tuning: EngineTuning
  let throttles = WriteThrottles()
  let budget = FlightBudget()
  let endpoints = Endpoints()

  /// What jobs have to say, for one listener; the newest lines win if nobody listens.
  public let notices: AsyncStream<JobNotice>

  /// Ends the notices; whoever listens gets those that were given before.
  public func endNotices() { supervisor.voice.finish() }

  /// Makes an engine whose journal is in `stateFolder`; nothing is opened before it is needed.
  public convenience init(stateFolder: String) {
    self.init(stateFolder: stateFolder, tuning: EngineTuning())
  }

  /// Makes an engine that goes about its work otherwise than users get it.
  package init(stateFolder: String, tuning: EngineTuning) {
    let (notices, voice) = AsyncStream.makeStream(
      of: JobNotice.self, bufferingPolicy: .bufferingNewest(1024))
    self.notices = notices
    self.tuning = tuning
    supervisor = JobSupervisor(
      folder: stateFolder, tuning: tuning, throttles: throttles, budget: budget,
      endpoints: endpoints, voice: voice)
  }

  /// Looks at both ends and returns findings, and a plan for each collection without a blocker.
  ///
  /// It opens connections of its own and writes nothing.
  public func check(
    _ request: MigrationRequest, from source: Cluster, to target: Cluster
  ) async throws -> CheckReport {
    try await check([request], from: source, to: target)
  }

  /// Looks at both ends with regard to several requests, one for each database; `announce` is told how
  /// far that is.
  public func check(
    _ requests: [MigrationRequest], from source: Cluster, to target: Cluster,
    announce: @escaping @Sendable (CheckProgress) -> Void = { _ in }
  ) async throws -> CheckReport {
    let learned = await supervisor.learnedRate(of: target)
    return try await withMilvusClient(source.access) { sourceClient in
      try await withMilvusClient(target.access) { targetClient in
        try await Preflight.check(
          requests, source: source, sourceClient: sourceClient, target: target,
          targetClient: targetClient, learnedRate: learned, announce: announce)
      }
    }
  }

  /// The jobs that run at a time where nobody says how many.
  public static let usualJobs = 4

  /// Journals a job for each plan of the report and copies at most so many at a time.
  ///
  /// Those of other calls count, too. While the target stores what one has copied, the next begins, unless
  /// it is to be alone. What all of them have in flight here stays below one bound, and each gets its
  /// share. Returns as soon as the jobs are recorded, in the order in which they will start.
  public func start(
    _ report: CheckReport, from source: Cluster, to target: Cluster,
    jobsAtOnce width: Int = usualJobs, by execution: JobExecution? = nil
  ) async throws -> [JobID] {
    try await supervisor.start(
      report.plans, from: source, to: target, width: width, execution: execution)
  }

  /// Queues a job that paused, failed or was interrupted; it starts as `start` says.
  ///
  /// What is not given is as the job was planned.
  /// - Throws: `MigrationError` with `.planChanged` if the clusters are not those of the job.
  public func resume(
    _ id: JobID, from source: Cluster, to target: Cluster, parallel: Int? = nil,
    rate: RateChoice? = nil, maxRejects: Int? = nil, amendment: PlanAmendment = PlanAmendment(),
    jobsAtOnce width: Int = usualJobs, by execution: JobExecution? = nil
  ) async throws {
    try await supervisor.resume(
      id, from: source, to: target, parallel: parallel, rate: rate, maxRejects: maxRejects,
      amendment: amendment, width: width, execution: execution)
  }

  /// Asks a job to stop at a checkpoint, or with `now` without waiting for calls in flight.
  public func pause(_ id: JobID, now: Bool = false) async throws {
    try await supervisor.pause(id, now: now)
  }

  /// Ends a job for good; `dropOn` drops the collection that it made on the target.
  ///
  /// What the job had loaded and could not release is released on those of the ends that it is on.
  public func cancel(
    _ id: JobID, dropOn target: Cluster?, releaseOn ends: [Cluster]
  ) async throws {
    try await supervisor.cancel(id, dropOn: target, releaseOn: ends)
  }

  /// Waits until no process runs the job, and returns what became of it.
  public func outcome(of id: JobID) async throws -> JobStatus {
    try await supervisor.outcome(of: id)
  }

  /// A job as it is now.
  ///
  /// - Throws: `MigrationError` with `.jobNotFound`.
  public func status(of id: JobID) async throws -> JobStatus {
    try await supervisor.status(of: id)
  }

  /// What a job does about the collection that it writes to, as its plan says.
  ///
  /// - Throws: `MigrationError` with `.jobNotFound`, or `DecodingError` if the plan is damaged.
  public func targetUse(of id: JobID) async throws -> TargetUse {
    try await supervisor.targetUse(of: id)
  }

  /// The entities of a job that the target refused, as far as the journal knows them.
  ///
  /// - Throws: `MigrationError` with `.jobNotFound`.
  public func rejects(of id: JobID) async throws -> [RejectedRow] {
    try await supervisor.rejects(of: id)
  }

  /// All jobs of the journal, oldest first.
  public func jobs() async throws -> [JobStatus] {
    try await supervisor.jobs()
  }

  /// The jobs that this process runs or has queued, those that run first.
  public func runningJobs() async -> [JobID] {
    await supervisor.runningJobs()
  }

  /// The jobs that this process runs, as its counters have them: looking at them costs nothing.
  public func movingJobs() async -> [JobStatus] {
    await supervisor.movingJobs()
  }

  /// The numbers of all jobs of the journal, oldest first.
  public func jobNumbers() async throws -> [JobID] {
    try await supervisor.jobNumbers()
  }

  /// Pauses every job of this process and waits until they have stopped.
  public func pauseAll(now: Bool = false) async {
    await supervisor.pauseAll(now: now)
  }

  /// Compares the content of two collections by key ranges.
  ///
  /// A target that is not loaded is loaded for the time of the comparison; `announce` is told.
  public func verify(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    against target: CollectionAddress, on targetCluster: Cluster,
    options: VerifyOptions = VerifyOptions(), execution: JobExecution? = nil,
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> VerificationReport {
    try await withVerifier(
      source, on: sourceCluster, against: target, on: targetCluster, options: options,
      execution: execution, announce: announce
    ) { try await $0.run() }
  }

  /// Connects to both ends for the time of a body that compares two collections.
  func withVerifier<R>(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    against target: CollectionAddress, on targetCluster: Cluster, options: VerifyOptions,
    execution: JobExecution? = nil, announce: @escaping @Sendable (VerifyProgress) -> Void,
    _ body: (Verifier) async throws -> R
  ) async throws -> R {
    let retrier = Retrier(
      policy: tuning.retries, progress: ProgressCounter(), control: JobControl(),
      notify: { _, _ in })
    return try await endpoints.with(sourceCluster, targetCluster, retrier) {
      here, there in
      try await body(
        Verifier(
          source: CollectionEnd(here, source), target: CollectionEnd(there, target),
          options: options, claims: supervisor.claims, owner: "verify",
          share: share(of: execution, between: here, there),
          execution: execution ?? tuning.execution, announce: announce))
    }
  }
}

extension Engine {
  /// What a comparison may have in flight where its key ranges are looked at.
  func share(
    of execution: JobExecution?, between source: Endpoint, _ target: Endpoint
  ) -> FlightBudget.Share {
    let width = Verifier.width(source.version, target.version)
    return (execution ?? tuning.execution).chunkShare(parallel: width)
      ?? budget.share(calls: width)
  }
}
