package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `wait [JOB…|all]`.
package struct JobWait: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "wait", abstract: "Wait until jobs stop, also those of other processes.")
  package static let examples = [
    Example("wait", "for all jobs that run or were left in the background"),
    Example("wait 3", "for one job"),
    Example("wait 3 --timeout 600", "at most ten minutes"),
  ]
  package static let seeAlso = ["status", "fg", "topic jobs"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let replay = Replay.waitsForAll
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.differs, .stopped]

  @Argument(
    help: ArgumentHelp("Numbers of jobs, or all.", valueName: "job"), completion: .names(.jobs))
  package var jobs: [JobChoice] = []
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let choices = jobs.isEmpty ? [.all] : jobs
    // What has ended since it was left counts as what runs does: a script is not to race its jobs.
    let left = Set(session.background)
    let ids = try await session.jobs(choices) { $0.isUnderWay || left.contains($0.id) }
    let deadline = common.timeout.map { ContinuousClock.now.advanced(by: $0.duration) }
    let watch = JobWatch(session: session, isQuiet: common.quiet, deadline: deadline)
    let statuses = try await watch.watch(ids)
    session.collect(statuses.filter { !$0.isUnderWay }.map(\.id))
    var table = JobTable(jobs: statuses)
    table.emptiness = "no job runs or waits for its turn; jobs shows those that have ended"
    return CommandResult(table, status: ExitStatus(of: statuses))
  }
}

extension JobStatus {
  /// Whether the job runs, or may be about to.
  fileprivate var isUnderWay: Bool { !state.isEnded && state != .paused }
}
