package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `jobs`.
package struct JobList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "List jobs, also those of other processes.")
  package static let examples = [
    Example("jobs", "every job of the journal"),
    Example("jobs --state paused --state failed", "those that resume can go on with"),
    Example("jobs --limit 5", "the newest five"), Example("jobs -o json", "for a program"),
  ]
  package static let seeAlso = ["status", "wait", "forget", "topic jobs"]

  @Option(help: ArgumentHelp("Only jobs in this state; repeatable.", valueName: "state"))
  package var state: [JobStateChoice] = []
  @Option(help: ArgumentHelp("The newest jobs only.", valueName: "n"))
  package var limit: Int?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    session.wantsAttention = false
    let jobs = try await session.engine.jobs().filter { job in
      state.isEmpty || state.contains { $0.state == job.state }
    }
    var table = JobTable(
      jobs: jobs.suffix(limit ?? jobs.count), loads: await session.leftLoads(),
      properties: session.engine.abandonedProperties())
    if !state.isEmpty { table.emptiness = "no job is in that state; jobs shows all" }
    return CommandResult(table)
  }
}

/// The state of a job as it is typed: its words with a dash.
package enum JobStateChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case pending
  case inProgress = "in-progress"
  case paused, successful, failed, canceled

  /// The state in the engine's words.
  var state: JobState {
    switch self {
    case .pending: .pending
    case .inProgress: .inProgress
    case .paused: .paused
    case .successful: .successful
    case .failed: .failed
    case .canceled: .canceled
    }
  }
}
