package import ArgumentParser
internal import MigrationEngine
internal import ZillizCloud

/// The command `list projects`.
package struct ProjectList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list projects",
    abstract: "List the projects of Zilliz Cloud that the key sees.")
  package static let examples = [
    Example("list projects", "all of them"),
    Example("list projects --on target -o json", "with the target's key, as JSON"),
  ]
  package static let seeAlso = ["login", "list clusters"]
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.unreachable, .refused]

  @Option(help: ArgumentHelp("Side whose key is used: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let logins = try session.logins(on: on?.sides)
    var rows: [ProjectTable.Row] = []
    for login in logins {
      let projects = try await session.asking(login.access, timeout: common.timeout) { client in
        try await client.projects()
      }
      rows += projects.map { ProjectTable.Row(project: $0, sides: login.sideText) }
    }
    return CommandResult(ProjectTable(projects: rows, showsSides: logins.count > 1))
  }
}

/// Projects of Zilliz Cloud, a row each.
struct ProjectTable: Renderable {
  static let schema = "projects/1"
  static let rows: String? = "projects"

  /// One project.
  struct Row: Sendable, Equatable {
    var project: CloudProject
    /// The sides whose key sees it.
    var sides: String
  }

  var projects: [Row]
  /// Whether several keys are in use, so that it matters which one sees a project.
  var showsSides = false

  var json: JSONObject {
    ["projects": .array(projects.map { .object($0.document) })]
  }

  var sections: [Section] {
    guard !projects.isEmpty else { return [.text("no projects")] }
    let titles: [Table.Column] = [
      .text("PROJECT"), .text("NAME"), .text("PLAN"), .text("TYPE"), .number("CLUSTERS"),
      .text("REGIONS"),
    ]
    let columns = showsSides ? titles + [.text("KEY OF")] : titles
    let rows = projects.map { showsSides ? $0.cells + [Cell($0.sides)] : $0.cells }
    let count = Figures.count(projects.count, of: "project")
    return [.table(Table(columns, rows: rows)), .text(count)]
  }
}

extension ProjectTable.Row {
  fileprivate var document: JSONObject {
    [
      "id": .string(project.id), "name": .string(project.name), "plan": .optional(project.plan),
      "orgType": .optional(project.organization?.description),
      "clusters": .optional(project.clusterCount.map(Int64.init)),
      "regions": .strings(project.regions), "createdAt": .optional(project.createdAt),
      "keyOf": .string(sides),
    ]
  }

  fileprivate var cells: [Cell] {
    let regions = project.regions.joined(separator: ", ")
    return [
      Cell(project.id), Cell(project.name), project.plan.map { Cell($0) } ?? .absent,
      project.organization.map { Cell($0.description) } ?? .absent,
      project.clusterCount.map { .count(Int64($0)) } ?? .absent,
      regions.isEmpty ? .absent : Cell(regions),
    ]
  }
}
