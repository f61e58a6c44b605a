package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `resume JOB|all`.
package struct JobResume: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with jobs that paused, failed or were interrupted.")
  package static let examples = [
    Example("resume 1", "in the foreground"), Example("resume all &", "all, in the background"),
    Example("resume 1 --parallel 8", "with more key ranges at a time"),
    Example("resume 1 --rate 4MB/s", "leaving others a part of what the target takes"),
    Example("resume 1 --max-rejects 5000", "after the target refused too many entities"),
    Example("resume 1 --no-aliases", "when an alias is what holds it up"),
  ]
  package static let seeAlso = ["pause", "status", "topic jobs"]
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
    help: ArgumentHelp("Write so much a second at most, like 10MB/s.", valueName: "size/s"))
  package var rate: ByteRate?
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
    let source = try await end(.source, in: session)
    let target = try await end(.target, in: session)
    let running = await session.engine.runningJobs()
    let ids = try await session.jobs([job]) { status in
      [.paused, .failed, .pending].contains(status.state) && !running.contains(status.id)
    }
    guard !ids.isEmpty else {
      throw UsageError(.notFound, "no job can be resumed", hint: "jobs shows all jobs")
    }
    for id in ids {
      try await session.engine.resume(
        id, from: source, to: target, parallel: parallel, rate: rate?.bytesPerSecond,
        maxRejects: maxRejects,
        amendment: PlanAmendment(dropsAliases: noAliases, dropsIndexes: index != nil),
        jobsAtOnce: jobs)
    }
    let runner = JobRunner(session: session, isQuiet: common.quiet)
    return background ? try await runner.leave(ids) : try await runner.follow(ids)
  }

  /// The cluster of a side; where none is open, the journal knows which one the job needs.
  private func end(_ side: Side, in session: ShellSession) async throws -> Cluster {
    do {
      return try session.openCluster(side).cluster
    } catch {
      guard case .one(let id) = job, let status = try? await session.engine.status(of: id) else {
        throw error
      }
      let place = side == .source ? status.sourcePlace : status.targetPlace
      var advised = error
      advised.hint = "connect \(side.rawValue) \(Quoting.quoted(place)), then: resume \(id)"
      throw advised
    }
  }
}
