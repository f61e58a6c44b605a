package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `list aliases [NAME]`.
package struct AliasList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list aliases", abstract: "List aliases and the collections that they stand for.")
  package static let examples = [
    Example("list aliases", "of all collections of the source's current database"),
    Example("list aliases target:docs*", "of some collections of the target"),
    Example("list aliases --on both", "of both sides, side by side"),
  ]
  package static let seeAlso = ["alias", "list collections", "migrate"]
  package static let readsClusters = true

  @Argument(
    help: ArgumentHelp("Collection or pattern.", valueName: "pattern"),
    completion: .names(.collections))
  package var pattern: String?
  @Option(help: ArgumentHelp("Side to list: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let typed = try pattern.map { text throws(UsageError) in try TypedAddress(parsing: text) }
    var rows: [AliasTable.Row] = []
    for side in on?.sides ?? [typed?.side ?? .source] {
      let client = try session.openCluster(side).client
      let current = session.database(side)
      let database = try typed?.databaseName(current: current) ?? current
      let names = try await session.collectionNames(on: side, database: database)
      let wanted = typed.map { $0.name.selection(from: names) } ?? names
      rows += try await inOrder(wanted) { name in
        let address = CollectionAddress(database: database, name: name)
        do {
          let aliases = try await naming(side) { try await client.aliases(of: address) }
          return aliases.sorted().map { AliasTable.Row(side: side, alias: $0, collection: address) }
        } catch let error as SideError where error.error.code == .collectionNotFound {
          return []  // It was dropped after it was listed.
        }
      }.flatMap(\.self)
    }
    return CommandResult(AliasTable(aliases: rows, isOfBoth: on == .both))
  }
}

/// Aliases, a row each.
struct AliasTable: Renderable {
  static let schema = "aliases/1"
  static let rows: String? = "aliases"

  /// One alias.
  struct Row: Sendable, Equatable {
    var side: Side
    var alias: ServerName
    var collection: CollectionAddress
  }

  var aliases: [Row]
  /// Whether both sides were looked at, so that each alias has a row for both.
  var isOfBoth = false

  var json: JSONObject {
    [
      "aliases": .array(
        aliases.map {
          [
            "side": .string($0.side.rawValue), "alias": .string($0.alias),
            "database": .string($0.collection.database),
            "collection": .string($0.collection.name),
          ]
        })
    ]
  }

  var sections: [Section] {
    guard !aliases.isEmpty else { return [.text("no aliases")] }
    guard !isOfBoth else { return [.table(sideBySide)] }
    let rows: [[Cell]] = aliases.map {
      [Cell($0.alias), Cell($0.collection.description), Cell($0.side.rawValue)]
    }
    return [.table(Table([.name("ALIAS"), .name("COLLECTION"), .text("SIDE")], rows: rows))]
  }

  /// Each alias once, with the collection that it leads to on either side.
  private var sideBySide: Table {
    let names = Set(aliases.map(\.alias)).sorted()
    let places = { (alias: ServerName, side: Side) in
      aliases.filter { $0.alias == alias && $0.side == side }.map(\.collection.description)
        .joined(separator: ", ")
    }
    return Table(
      [.name("ALIAS"), .text("SOURCE"), .text("TARGET")],
      rows: names.map { alias in
        [Cell(alias)]
          + [Side.source, .target].map { side in
            let place = places(alias, side)
            return place.isEmpty ? .absent : Cell(place)
          }
      })
  }
}
