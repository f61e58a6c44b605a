package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `forget JOB…|all`.
package struct JobForget: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove ended jobs from the record; changes no collection.")
  package static let examples = [
    Example("forget 3", "one that is successful, failed or canceled"),
    Example("forget all --yes", "all that have ended"),
  ]
  package static let seeAlso = ["jobs", "cancel", "topic jobs"]
  package static let rehearsal = Rehearsal.isTold
  package static let replay = Replay.asRemark

  @Argument(
    help: ArgumentHelp("Numbers of jobs, or all.", valueName: "job"), completion: .names(.jobs))
  package var jobs: [JobChoice]
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    try session.engine.requireJournal()
    let ids = try await session.jobs(jobs) { $0.state.isEnded }
    if jobs.contains(.all), !ids.isEmpty {
      let count = Figures.count(ids.count, of: "job")
      try await session.confirm("Forget \(count) and what is known of them?", yes: yes)
    }
    var done: [String] = []
    for id in ids {
      do {
        try await session.engine.forget(id)
      } catch let error as MigrationError where error.code == .illegalJobState {
        throw AdvisedError(error: error, advice: "cancel \(id), then: forget \(id)")
      }
      done.append("[\(id)] forgotten")
    }
    return CommandResult(Acknowledgement(done: done))
  }
}
