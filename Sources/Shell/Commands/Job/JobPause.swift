package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `pause JOB|all`.
package struct JobPause: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop jobs at a checkpoint; resume goes on from there.")
  package static let examples = [
    Example("pause 1", "after the calls in flight"),
    Example("pause all --now", "at once; what is in flight is copied again later"),
  ]
  package static let seeAlso = ["resume", "cancel", "topic jobs"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.asRemark
  package static let limitsItself = true

  @Argument(
    help: ArgumentHelp("Number of the job, or all.", valueName: "job"), completion: .names(.jobs))
  package var job: JobChoice
  @Flag(help: "Do not wait for calls in flight.")
  package var now = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let running = await session.engine.runningJobs()
    let ids = try await session.jobs([job]) { running.contains($0.id) }
    if ids.isEmpty {
      await session.console.note("no job runs in this session; jobs shows those of others")
    }
    // The last of the queue first, so that none starts because the one before it has stopped.
    for id in ids.reversed() { try await session.engine.pause(id, now: now) }
    var paused: [JobStatus] = []
    for id in ids { paused.append(try await session.engine.outcome(of: id)) }
    return CommandResult(JobSummary(jobs: paused))
  }
}
