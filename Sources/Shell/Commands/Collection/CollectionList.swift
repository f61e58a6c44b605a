package import ArgumentParser
internal import MigrationEngine
package import MilvusClient

/// The command `list collections [PATTERN]`.
package struct CollectionList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list collections",
    abstract: "List collections with their state, size, vectors and key.")
  package static let examples = [
    Example("list collections", "of the source's current database"),
    Example("list collections doc* --on both", "those that begin with doc, on both sides"),
    Example("list collections --all-databases --sort entities -o json", "all of them, as JSON"),
  ]
  package static let seeAlso = ["describe collection", "count", "check", "topic privileges"]
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Names to list: * is any text, ? any character.", valueName: "pattern"),
    completion: .names(.collections))
  package var pattern: String?
  @Option(help: ArgumentHelp("Side to list: source, target or both.", valueName: "side"))
  package var on: SideChoice?
  @Option(
    help: ArgumentHelp("Database to list instead of the current one.", valueName: "name"),
    completion: .names(.sourceDatabases))
  package var database: ServerName?
  @Flag(help: "List the collections of all databases.")
  package var allDatabases = false
  @Option(help: ArgumentHelp("How to count entities: exact, stats or none.", valueName: "how"))
  package var count = CountChoice.exact
  @Option(help: ArgumentHelp("Order: name, entities or state.", valueName: "column"))
  package var sort = SortChoice.name
  @Option(help: ArgumentHelp("Rows to show at most.", valueName: "n"))
  package var limit: Int?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if database != nil, allDatabases {
      throw ValidationError("--database and --all-databases exclude each other")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let typed = try pattern.map { text throws(UsageError) in try TypedAddress(parsing: text) }
    var places: [CollectionTable.Place] = []
    for side in on?.sides ?? [typed?.side ?? .source] {
      let cluster = try session.openCluster(side)
      places += try await databases(of: side, typed: typed, in: session).map { database in
        CollectionTable.Place(side: side, cluster: cluster.label, database: database)
      }
    }
    var located: [LocatedCollection] = []
    var refusals: [Refusal] = []
    for place in places {
      do {
        located += try await collections(of: place, typed: typed, in: session)
      } catch let error as SideError where error.isRefusal && places.count > 1 {
        refusals.append(Refusal(.collections, error))
      }
    }
    var table = try await table(places, located, in: session)
    table.refusals = refusals
    return CommandResult(table, status: ExitStatus(leaving: table.allRefusals))
  }

  private func collections(
    of place: CollectionTable.Place, typed: TypedAddress?, in session: ShellSession
  ) async throws -> [LocatedCollection] {
    let cluster = try session.openCluster(place.side)
    let names = try await session.collectionNames(on: place.side, database: place.database)
    let wanted = typed.map { $0.name.selection(from: names) } ?? names
    return wanted.map { name in
      LocatedCollection(
        side: place.side, address: CollectionAddress(database: place.database, name: name),
        cluster: cluster)
    }
  }

  private func databases(
    of side: Side, typed: TypedAddress?, in session: ShellSession
  ) async throws -> [ServerName] {
    guard allDatabases else {
      if let database { return [database] }
      let current = session.database(side)
      return [try typed?.databaseName(current: current) ?? current]
    }
    let cluster = try session.openCluster(side)
    return try await cluster.databaseNames(on: side)
  }

  /// Asks for what is shown only: sorting by name is done before, other orders need all rows.
  private func table(
    _ places: [CollectionTable.Place], _ located: [LocatedCollection], in session: ShellSession
  ) async throws -> CollectionTable {
    let bound = limit ?? session.settings.limit
    let asked = sort == .name ? Array(located.prefix(bound)) : located
    let counterparts = await counterparts(of: places, in: session)
    let summaries = try await inOrder(asked) { collection in
      try await summary(
        of: collection, counterparts: counterparts[collection.side]?[collection.address.database])
    }.compactMap(\.self)
    let shown = Array(sort.sorted(summaries).prefix(bound))
    return CollectionTable(
      places: places, collections: shown,
      hidden: located.count - asked.count
        + summaries.count - shown.count)
  }

  /// A collection that vanished since its name was listed is left out.
  private func summary(
    of collection: LocatedCollection, counterparts: Set<ServerName>?
  ) async throws -> CollectionSummary? {
    do {
      return try await naming(collection.side) {
        try await CollectionSummary(collection, choice: count, counterparts: counterparts)
      }
    } catch let error as SideError where error.error.code == .collectionNotFound {
      return nil
    }
  }

  /// The names on the opposite side, for each side and database that is listed.
  private func counterparts(
    of places: [CollectionTable.Place], in session: ShellSession
  ) async -> [Side: [ServerName: Set<ServerName>]] {
    var names: [Side: [ServerName: Set<ServerName>]] = [:]
    for place in places where session.cluster(place.side.other) != nil {
      names[place.side, default: [:]][place.database] = await counterparts(of: place, in: session)
    }
    return names
  }

  /// The names in the opposite side's current database for the current one, else in the database of
  /// the same name; nil from a side that does not answer now, which is not worth a failure.
  private func counterparts(
    of place: CollectionTable.Place, in session: ShellSession
  ) async -> Set<ServerName>? {
    let other = place.side.other
    let isCurrent = !allDatabases && place.database == session.database(place.side)
    do {
      return Set(
        try await session.collectionNames(
          on: other, database: isCurrent ? session.database(other) : place.database))
    } catch let error as SideError where error.error.code == .databaseNotFound {
      return []
    } catch {
      return nil
    }
  }
}

/// The order of a list of collections.
package enum SortChoice: String, CaseIterable, Sendable, ExpressibleByArgument {
  case name, entities, state

  /// The rows in order; rows that are equal in it stay as they are.
  func sorted(_ rows: [CollectionSummary]) -> [CollectionSummary] {
    switch self {
    case .name: rows
    case .entities: rows.sorted { ($0.entities?.number ?? -1) > ($1.entities?.number ?? -1) }
    case .state: rows.sorted { ($0.state?.rawValue ?? "?") < ($1.state?.rawValue ?? "?") }
    }
  }
}
