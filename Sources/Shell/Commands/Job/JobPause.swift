package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `pause JOB|all`.
package struct JobPause: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Stop jobs at a checkpoint, also those of another process; resume goes on.")
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
    let other = session.engine.otherProcess
    let ids = try await session.jobs([job]) { job in
      running.contains(job.id) || other != nil && [.inProgress, .pending].contains(job.state)
    }
    if ids.isEmpty { await session.console.note("no job runs; jobs shows those that can go on") }
    // The last of the queue first, so that none starts because the one before it has stopped.
    for id in ids.reversed() {
      if let other {
        var request = ControlRequest(deed: .pause, job: id.rawValue)
        (request.now, request.isOneOfAll) = (now, job == .all)
        try await session.steer(request, by: other)
      } else {
        do { try await session.engine.pause(id, now: now) } catch let error as MigrationError {
          // Of all jobs one may have ended meanwhile.
          guard job == .all, error.code == .illegalJobState else { throw error }
        }
      }
    }
    var paused: [JobStatus] = []
    for id in ids { paused.append(try await session.engine.outcome(of: id)) }
    return CommandResult(JobSummary(jobs: paused))
  }
}
