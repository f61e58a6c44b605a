package import ArgumentParser
package import MigrationEngine
internal import MilvusClient

/// The command `fg [JOB]`.
package struct JobAttach: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "fg", abstract: "Follow jobs of this session, or show how one ended.")
  package static let examples = [
    Example("fg", "the jobs that run now"), Example("fg 1", "job 1"),
  ]
  package static let seeAlso = ["jobs", "wait", "topic jobs"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let replay = Replay.waitsForAll
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.differs, .stopped]

  @Argument(
    help: ArgumentHelp("Number of the job; all if left out.", valueName: "job"),
    completion: .names(.jobs))
  package var job: JobID?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let running = await session.engine.runningJobs()
    let last = running.isEmpty ? session.background.suffix(1) : running[...]
    let meant = job.map { [$0] } ?? Array(last)
    guard let first = meant.first else {
      throw UsageError(
        .notFound, "no job runs in this session",
        hint: "status shows all jobs; wait watches those of another process")
    }
    if !running.contains(first) { try await requireEnded(first, in: session) }
    session.wantsAttention = false
    return try await JobRunner(session: session, isQuiet: common.quiet).follow(meant)
  }

  /// A job that has just stopped is shown as if it had been followed; one of another process is not.
  private func requireEnded(_ job: JobID, in session: ShellSession) async throws {
    guard try await session.engine.status(of: job).state == .inProgress else { return }
    throw UsageError(
      .notFound, "job \(job) does not run in this session",
      hint: "wait \(job) watches it in another process")
  }
}
