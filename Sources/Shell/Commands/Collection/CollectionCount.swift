package import ArgumentParser
internal import MigrationEngine
package import MilvusClient

/// The command `count NAME…`.
package struct CollectionCount: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Count the entities of collections, and say how.")
  package static let examples = [
    Example("count docs_v1", "by a query, on the source"),
    Example("count target:docs_v1 --stats", "by the server's statistics, on the target"),
    Example("count 'docs*'", "of several, a row each; --all for all"),
    Example("count docs_v1 --where 'year > 2020'", "those that fit a filter"),
  ]
  package static let seeAlso = ["list collections", "verify"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Collections or patterns, on the source by default.", valueName: "name"),
    completion: .names(.collections))
  package var names: [String] = []
  @Flag(help: "All collections of the source's current database.")
  package var all = false
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Filter in Milvus's language.", valueName: "expression"))
  package var filter: String?
  @Option(help: ArgumentHelp("Partition to count in.", valueName: "name"))
  package var partition: ServerName?
  @Flag(help: "Take the server's statistics, which lag behind and need no loading.")
  package var stats = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    try AllRule.check(names, all)
    if stats, filter != nil { throw ValidationError("statistics cannot be filtered") }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collections = try await session.locateAll(all ? ["*"] : names, on: .source)
    let (counts, status) = try await session.eachSideBySide(
      collections, failed: { CountTable.Row.failed($0.text, $1) },
      { .counted(try await count($0, in: session)) })
    if case .counted(let only) = counts.first, counts.count == 1 { return CommandResult(only) }
    return CommandResult(CountTable(rows: counts), status: status)
  }

  private func count(
    _ collection: LocatedCollection, in session: ShellSession
  ) async throws -> CountScreen {
    let address = collection.address
    let partition = partition
    let clock = ContinuousClock()
    let start = clock.now
    let method: EntityCount.Method = stats ? .stats : .exact
    let number = try await session.calling(about: collection) { client in
      method == .stats
        ? try await client.statisticsRowCount(of: address, partition: partition)
        : try await client.count(
          address, partition: partition, filter: try await filter(for: address, client))
    }
    return CountScreen(
      collection: collection.text, count: EntityCount(number: number, method: method),
      time: start.duration(to: clock.now))
  }

  /// The filter of the query; Milvus Lite heeds the partition of a query with a filter only.
  private func filter(
    for address: CollectionAddress, _ client: MilvusClient
  ) async throws -> String {
    if let filter { return filter }
    guard partition != nil else { return "" }
    guard let key = try await client.describe(address).schema.primaryKey else { return "" }
    return KeyRange().filter(keyField: key.name, keyType: key.type)
  }
}

/// One number of entities, and how it was got.
struct CountScreen: Renderable {
  static let schema = "count/1"
  static let isOutcome = true

  var collection: String
  var count: EntityCount
  var time: Duration

  var json: JSONObject {
    [
      "collection": .string(collection), "entities": .integer(count.number),
      "counted": .string(count.method.rawValue), "seconds": .number(Figures.seconds(time)),
    ]
  }

  var sections: [Section] {
    let how =
      switch count.method {
      case .exact: "exact, \(Figures.duration(time))"
      case .stats: "statistics, which lag behind and count deleted entities"
      }
    return [.text("\(Figures.count(count.number)) (\(how))")]
  }
}

/// The numbers of entities of several collections, a row each.
struct CountTable: Renderable {
  static let schema = "counts/1"
  static let rows: String? = "collections"
  static let isOutcome = true

  /// What became of counting one of them.
  enum Row: Sendable {
    case counted(CountScreen)
    /// It could not be counted, for the reason that was reported.
    case failed(String, Report)
  }

  var rows: [Row]

  var json: JSONObject {
    ["collections": .array(rows.map(document))]
  }

  var sections: [Section] {
    let cells = rows.map { row -> [Cell] in
      switch row {
      case .counted(let one):
        [Cell(one.collection), .count(one.count.number), Cell(one.count.method.rawValue)]
      case .failed(let text, _): [Cell(text), Cell("?"), Cell("?")]
      }
    }
    return [
      .table(
        Table([.name("COLLECTION"), .number("ENTITIES"), .text("COUNTED")], rows: cells))
    ]
  }

  private func document(_ row: Row) -> JSONValue {
    switch row {
    case .counted(let one): .object(one.json)
    case .failed(let text, let report):
      ["collection": .string(text), "entities": .null, "error": report.json]
    }
  }
}
