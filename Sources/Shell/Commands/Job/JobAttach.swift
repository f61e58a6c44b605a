package import ArgumentParser
internal import JobJournal
package import MigrationEngine
internal import MilvusClient

/// The command `fg [JOB]`.
package struct JobAttach: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "fg", abstract: "Bring a job of this session to the foreground.")
  package static let examples = [
    Example("fg", "the job that runs now"), Example("fg 1", "job 1"),
  ]
  package static let seeAlso = ["jobs", "wait", "topic jobs"]
  package static let statuses: [ExitStatus] = [.differs, .stopped]

  @Argument(help: ArgumentHelp("Number of the job.", valueName: "job"))
  package var job: JobID?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let running = await session.engine.runningJobs()
    let meant = job ?? running.first
    guard let meant, running.contains(meant) else {
      let which = job.map { "job \($0) does not run" } ?? "no job runs"
      throw UsageError(
        .notFound, "\(which) in this session",
        hint: "status shows all jobs; wait JOB watches one of another process")
    }
    session.wantsAttention = false
    return try await JobRunner(session: session, isQuiet: common.quiet).follow([meant])
  }
}
