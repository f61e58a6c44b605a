package import ArgumentParser
internal import MigrationEngine
internal import ZillizCloud

/// The command `describe cluster ID`.
package struct ClusterDescribe: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "describe cluster",
    abstract: "Show everything about one cluster of Zilliz Cloud, and how full it is.")
  package static let examples = [
    Example("describe cluster in01-2f3a9c", "by its id"),
    Example("describe cluster in01-2f3a9c --on target -o json", "with the target's key, as JSON"),
  ]
  package static let seeAlso = ["list clusters", "connect", "check"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]

  @Argument(help: "Id of the cluster.", completion: .names(.clusters))
  package var id: String
  @Option(help: ArgumentHelp("Side whose key is used: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let logins = try session.logins(on: on?.sides)
    for login in logins.dropLast() {
      if let found = try await look(with: login, in: session) { return CommandResult(found) }
    }
    // What the last key is told of the cluster is the answer, a refusal too.
    let last = logins[logins.endIndex - 1]
    return CommandResult(
      try await session.asking(last.access, timeout: common.timeout) { client in
        try await screen(by: client, for: last)
      })
  }

  /// The cluster, or nil if the key does not see it.
  private func look(
    with login: CloudLogin, in session: ShellSession
  ) async throws -> ClusterScreen? {
    do {
      return try await session.asking(login.access, timeout: common.timeout) { client in
        try await screen(by: client, for: login)
      }
    } catch let error as CloudError
      where [.clusterNotFound, .permissionDenied].contains(error.code)
    {
      return nil
    }
  }

  private func screen(
    by client: CloudClient, for login: CloudLogin
  ) async throws -> ClusterScreen {
    let cluster = try await client.cluster(id)
    let projects = try await client.visibleProjects() ?? []
    let summary = ClusterSummary(
      cluster: cluster, project: projects.first { $0.id == cluster.projectID },
      sides: login.sideText)
    return ClusterScreen(summary: summary, metrics: try await client.usage(of: id))
  }
}
