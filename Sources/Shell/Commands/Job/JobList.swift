package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `jobs`.
package struct JobList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "List all jobs, also those of other processes.")
  package static let examples = [
    Example("jobs", "every job of the journal"), Example("jobs -o json", "for a program"),
  ]
  package static let seeAlso = ["status", "wait", "topic jobs"]

  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    session.wantsAttention = false
    return CommandResult(
      JobTable(
        jobs: try await session.engine.jobs(), loads: session.engine.abandonedLoads(),
        properties: session.engine.abandonedProperties()))
  }
}
