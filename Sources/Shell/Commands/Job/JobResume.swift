package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `resume JOB|all`.
package struct JobResume: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with jobs that paused, failed or were interrupted.")
  package static let examples = [
    Example("resume 1", "in the foreground; connects the clusters of the job if none are"),
    Example("resume all &", "all, in the background"),
    Example("resume 1 --parallel 8", "with more key ranges at a time"),
    Example("resume 1 --rate 4MB/s", "leaving others a part of what the target takes"),
    Example("resume 1 --rate off", "as fast as the target takes it, whatever was planned"),
    Example("resume 1 --max-rejects 5000", "after the target refused too many entities"),
    Example("resume 1 --no-aliases", "when an alias is what holds it up"),
    Example("resume 1 --on worker:4", "by four processes, whoever began it"),
  ]
  package static let seeAlso = ["pause", "status", "topic jobs", "topic machines"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.asRemark
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.differs, .stopped]

  @Argument(
    help: ArgumentHelp("Number of the job, or all.", valueName: "job"), completion: .names(.jobs))
  package var job: JobChoice
  @Option(help: ArgumentHelp("Key ranges to copy at the same time.", valueName: "n"))
  package var parallel: Int?
  @Option(
    help: ArgumentHelp(
      "Write so much a second at most, like 10MB/s, or off.", valueName: "size/s"))
  package var rate: RateChoice?
  @Option(
    help: ArgumentHelp("Entities that the target may refuse before it fails.", valueName: "n"))
  package var maxRejects: Int?
  @Flag(help: "Takes the aliases out of the plan.")
  package var noAliases = false
  @Option(help: ArgumentHelp("Only none: takes the indexes out of the plan.", valueName: "none"))
  package var index: MigrationOptions.IndexPolicy?
  @Option(help: ArgumentHelp("Jobs to run at the same time.", valueName: "n"))
  package var jobs = Engine.usualJobs
  @Flag(help: "Run in the background, as & at the end does.")
  package var background = false
  @OptionGroup package var execution: ExecutionOptions
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if let parallel { try ParallelRule.check(parallel) }
    try ParallelRule.check(jobs, of: "--jobs")
    if let maxRejects { try RejectRule.check(maxRejects) }
    if let index, index != .none {
      throw ValidationError("--index \(index.rawValue): a job can only go on without: --index none")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let running = await session.engine.runningJobs()
    let ids = try await session.jobs([job]) { status in
      [.paused, .failed, .pending].contains(status.state) && !running.contains(status.id)
    }
    guard let first = ids.first else {
      throw UsageError(.notFound, "no job can be resumed", hint: "jobs shows all jobs")
    }
    if let process = session.engine.otherProcess {
      return try await hand(ids, to: process, in: session)
    }
    let status =
      job == .all
      ? try await session.engine.status(of: first)
      : try await session.hintingAtRate(of: first, rate) {
        try await session.engine.requireResumable(first)
      }
    try await session.requireFiles(of: status)
    let source = try await session.cluster(.source, for: status, timeout: common.timeout)
    let target = try await session.cluster(.target, for: status, timeout: common.timeout)
    let meant = try await ids.count > 1 ? own(ids, source, target, in: session) : ids
    let execution = try await session.execution(execution.wish, from: source, to: target)
    try await session.permitWrites(consent)
    guard !meant.isEmpty else {
      throw UsageError(
        .notFound, "no job of these clusters can be resumed",
        hint: "disconnect, then: resume \(first)")
    }
    let (begun, failures) = try await begin(meant, source, target, execution, in: session)
    let runner = JobRunner(session: session, isQuiet: common.quiet)
    var result = background ? try await runner.leave(begun) : try await runner.follow(begun)
    result.status = .worst(of: [result.status, ExitStatus(of: meant.count, failures: failures)])
    return result
  }

  /// Starts the jobs; of several, one that cannot go on does not stop the others.
  ///
  /// - Throws: The first failure if none could.
  private func begin(
    _ ids: [JobID], _ source: Cluster, _ target: Cluster, _ execution: JobExecution,
    in session: ShellSession
  ) async throws -> (begun: [JobID], failures: [any Error]) {
    var begun: [JobID] = []
    var failures: [any Error] = []
    for id in ids {
      do {
        let status = try await session.engine.status(of: id)
        try await session.engine.resume(
          id, from: source, to: target, parallel: parallel, rate: rate,
          maxRejects: maxRejects,
          amendment: PlanAmendment(dropsAliases: noAliases, dropsIndexes: index != nil),
          jobsAtOnce: jobs, by: execution)
        begun.append(id)
        await tellRepetition(status, in: session)
      } catch {
        let failure = try await session.advised(error, toConnectFor: id, then: "resume")
        guard ids.count > 1 else { throw failure }
        failures.append(failure)
        await session.console.report(Report(failure), asJSON: session.settings.output.isJSON)
      }
    }
    if begun.isEmpty, let failure = failures.first { throw failure }
    return (begun, failures)
  }

  /// Says what is sent once more: key ranges that were under way, which may hold much at a low rate.
  private func tellRepetition(_ status: JobStatus, in session: ShellSession) async {
    guard let text = status.repetition, !common.quiet, !session.isQuiet else { return }
    await session.console.note(text)
  }

  /// The jobs of these two clusters; the others are named.
  private func own(
    _ ids: [JobID], _ source: Cluster, _ target: Cluster, in session: ShellSession
  ) async throws -> [JobID] {
    var own: [JobID] = []
    for id in ids {
      let status = try await session.engine.status(of: id)
      if status.sourcePlace == source.access.endpoint.description,
        status.targetPlace == target.access.endpoint.description
      {
        own.append(id)
      } else {
        await session.console.note(
          "job \(id) belongs to other clusters: disconnect, then: resume \(id)")
      }
    }
    return own
  }

  /// Lets the process that runs the jobs of this state folder go on with more of them.
  private func hand(
    _ ids: [JobID], to process: Int32, in session: ShellSession
  ) async throws -> CommandResult {
    for id in ids {
      var request = ControlRequest(deed: .resume, job: id.rawValue)
      (request.confirm, request.isOneOfAll) = (consent.confirm, job == .all)
      (request.bytesPerSecond, request.liftsRate) = (rate?.bytesPerSecond, rate == .off)
      (request.parallel, request.maxRejects, request.jobsAtOnce) = (parallel, maxRejects, jobs)
      (request.dropsAliases, request.dropsIndexes) = (noAliases, index != nil)
      request.execution = execution.wish.handed()
      try await session.steer(request, by: process)
    }
    return CommandResult(
      Acknowledgement(
        done: ids.map { "[\($0)] process \(process) goes on with it; wait \($0) watches it" }))
  }
}

extension ShellSession {
  /// Runs a body that resumes a job; where it runs already, the hint tells how to give it the rate.
  func hintingAtRate<R>(
    of id: JobID, _ rate: RateChoice?, _ body: () async throws -> R
  ) async throws -> R {
    do {
      return try await body()
    } catch let error as MigrationError where error.code == .illegalJobState {
      guard let rate, await engine.runningJobs().contains(id) else { throw error }
      let typed = rate.bytesPerSecond.map { "\(Int64($0))B/s" } ?? "off"
      throw AdvisedError(error: error, advice: "rate \(id) \(typed)")
    }
  }
}
