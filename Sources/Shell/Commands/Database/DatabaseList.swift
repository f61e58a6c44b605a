package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `list databases`.
package struct DatabaseList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list databases", abstract: "List databases and how many collections each has.")
  package static let examples = [
    Example("list databases", "of the source"),
    Example("list databases --on both", "of both sides"),
  ]
  package static let seeAlso = ["use", "list collections"]
  package static let readsClusters = true

  @Argument(
    help: ArgumentHelp("Names to list: * is any text, ? any character.", valueName: "pattern"),
    completion: .names(.databases))
  package var pattern: String?
  @Option(help: ArgumentHelp("Side to list: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let typed = try pattern.map { text throws(UsageError) in try TypedAddress.sided(text) }
    var rows: [DatabaseTable.Row] = []
    for side in on?.sides ?? [typed?.side ?? .source] {
      let cluster = try session.openCluster(side)
      let names = try await cluster.databaseNames(on: side)
      session.names.keep(names, as: .databases, on: side, database: "")
      let wanted = typed.map { $0.name.selection(from: names) } ?? names
      rows += try await inOrder(wanted) { name in
        DatabaseTable.Row(
          side: side, name: name, isCurrent: name == session.database(side),
          collections: try await naming(side) {
            try await cluster.client.collections(database: name).count
          })
      }
    }
    return CommandResult(DatabaseTable(databases: rows))
  }
}

/// Databases, a row each.
struct DatabaseTable: Renderable {
  static let schema = "databases/1"
  static let rows: String? = "databases"

  /// One database.
  struct Row: Sendable, Equatable {
    var side: Side
    var name: ServerName
    var isCurrent: Bool
    var collections: Int
  }

  var databases: [Row]

  var json: JSONObject {
    [
      "databases": .array(
        databases.map {
          [
            "side": .string($0.side.rawValue), "name": .string($0.name),
            "current": .bool($0.isCurrent), "collections": .integer(Int64($0.collections)),
          ]
        })
    ]
  }

  var sections: [Section] {
    let columns: [Table.Column] = [
      .text("SIDE"), .text("DATABASE"), .number("COLLECTIONS"), .text(""),
    ]
    let rows: [[Cell]] = databases.map {
      [
        Cell($0.side.rawValue), Cell($0.name), .count(Int64($0.collections)),
        $0.isCurrent ? "current" : "",
      ]
    }
    return [.table(Table(columns, rows: rows))]
  }
}
