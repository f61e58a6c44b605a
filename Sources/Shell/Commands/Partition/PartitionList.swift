package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `list partitions NAME`.
package struct PartitionList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list partitions", abstract: "List the partitions of a collection.")
  package static let examples = [
    Example("list partitions docs_v1", "of a collection of the source"),
    Example("list partitions target:docs_v1", "of one of the target"),
  ]
  package static let seeAlso = ["describe collection", "load"]
  package static let readsClusters = true

  @Argument(help: "Collection, on the source by default.", completion: .names(.collections))
  package var name: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.locate(name, on: .source)
    let address = collection.address
    let rows = try await session.calling(about: collection) { client in
      let names = try await client.partitions(of: address)
      return try await inOrder(names) { name in
        PartitionTable.Row(
          name: name, state: try await client.loadState(of: address, partition: name),
          entities: try await client.statisticsRowCount(of: address, partition: name))
      }
    }
    return CommandResult(PartitionTable(collection: collection.text, partitions: rows))
  }
}

/// Partitions, a row each.
struct PartitionTable: Renderable {
  static let schema = "partitions/1"
  static let rows: String? = "partitions"

  /// One partition.
  struct Row: Sendable, Equatable {
    var name: ServerName
    var state: LoadState
    /// Entities by the server's statistics.
    var entities: Int64
  }

  var collection: String
  var partitions: [Row]

  var json: JSONObject {
    [
      "collection": .string(collection),
      "partitions": .array(
        partitions.map {
          [
            "name": .string($0.name), "state": .string($0.state.rawValue),
            "entities": .integer($0.entities), "counted": "stats",
          ]
        }),
    ]
  }

  var sections: [Section] {
    let columns: [Table.Column] = [
      .text("PARTITION"), .text("STATE"), .number("ENTITIES"), .text("COUNTED"),
    ]
    let rows: [[Cell]] = partitions.map {
      [Cell($0.name), Cell($0.state.rawValue), .count($0.entities), "stats"]
    }
    return [.table(Table(columns, rows: rows))]
  }
}
