package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient
internal import ZillizCloud

/// The command `list clusters [PATTERN]`.
package struct ClusterList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list clusters",
    abstract: "List the clusters of Zilliz Cloud that the key sees.")
  package static let examples = [
    Example("list clusters", "all of them"),
    Example("list clusters --project books --kind dedicated", "some of one project"),
    Example("list clusters shop* --on target -o json", "by name, with the target's key, as JSON"),
  ]
  package static let seeAlso = ["login", "list projects", "describe cluster", "connect"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]

  @Argument(
    help: ArgumentHelp(
      "Names or ids to list: * is any text, ? any character.", valueName: "pattern"),
    completion: .names(.clusters))
  package var pattern: String?
  @Option(help: ArgumentHelp("Project to list, by its name or id.", valueName: "project"))
  package var project: String?
  @Option(help: ArgumentHelp("Kind to list: free, serverless or dedicated.", valueName: "kind"))
  package var kind: DeclaredKind?
  @Option(help: ArgumentHelp("Side whose key is used: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let logins = try session.logins(on: on?.sides)
    var all: [ClusterSummary] = []
    var projects: [CloudProject] = []
    for login in logins {
      let (seen, rows) = try await look(with: login, in: session)
      projects += seen
      all += rows
    }
    session.clusterIDs = all.map(\.cluster.id)
    try checkProject(among: projects, all)
    return CommandResult(
      ClusterTable(clusters: all.filter(isWanted), showsSides: logins.count > 1))
  }

  private func look(
    with login: CloudLogin, in session: ShellSession
  ) async throws -> (projects: [CloudProject], clusters: [ClusterSummary]) {
    try await session.asking(login.access, timeout: common.timeout) { client in
      let projects = try await client.visibleProjects() ?? []
      let clusters = try await client.clusters().map { cluster in
        ClusterSummary(
          cluster: cluster, project: projects.first { $0.id == cluster.projectID },
          sides: login.sideText)
      }
      return (projects, clusters)
    }
  }

  private func isWanted(_ row: ClusterSummary) -> Bool {
    let wanted = pattern.map(NamePattern.init)
    let isNamed =
      wanted.map {
        $0.matches(ServerName(row.cluster.name)) || $0.matches(ServerName(row.cluster.id))
      } ?? true
    let isOfKind = kind.map { $0.rawValue == row.cluster.kind?.rawValue } ?? true
    return isNamed && isOfKind && (project.map { row.belongs(to: $0) } ?? true)
  }

  /// A project without clusters is no mistake; one that no key sees may be misspelt.
  private func checkProject(
    among projects: [CloudProject], _ clusters: [ClusterSummary]
  ) throws(UsageError) {
    let isKnown = { word in
      projects.contains { $0.id == word || $0.name == word }
        || clusters.contains { $0.belongs(to: word) }
    }
    guard let project, !isKnown(project) else { return }
    let near = DidYouMean.names(for: project, among: projects.map(\.name))
    throw UsageError(
      .notFound, "the key sees no project \"\(project)\"",
      hint: [DidYouMean.phrase(near), "list projects"].compactMap(\.self).joined(separator: " "))
  }
}

extension ClusterSummary {
  /// Whether the word is the id or the name of its project.
  fileprivate func belongs(to word: String) -> Bool {
    cluster.projectID == word || project?.name == word
  }
}
