package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `list indexes NAME`.
package struct IndexList: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list indexes", abstract: "List the indexes of a collection and how far they are.")
  package static let examples = [
    Example("list indexes docs_v1", "of a collection of the source"),
    Example("list indexes target:docs_v1", "of one of the target"),
  ]
  package static let seeAlso = ["describe collection"]
  package static let readsClusters = true

  @Argument(help: "Collection, on the source by default.", completion: .names(.collections))
  package var name: String
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.locate(name, on: .source)
    let indexes = try await session.calling(about: collection) { client in
      // A collection without indexes and none of that name get the same answer from servers.
      _ = try await client.describe(collection.address)
      return try await client.indexes(of: collection.address)
    }
    return CommandResult(IndexTable(collection: collection.text, indexes: indexes))
  }
}

/// Indexes, a row each.
struct IndexTable: Renderable {
  static let schema = "indexes/1"
  static let rows: String? = "indexes"

  var collection: String
  var indexes: [IndexDescription]

  var json: JSONObject {
    ["collection": .string(collection), "indexes": .array(indexes.map(\.document))]
  }

  var sections: [Section] {
    guard !indexes.isEmpty else { return [.text("\(collection) has no index")] }
    let columns: [Table.Column] = [
      .text("INDEX"), .text("FIELD"), .text("TYPE"), .text("METRIC"), .text("STATE"),
      .number("INDEXED"), .number("OF"), .number("TO GO"), .text("PARAMETERS"),
    ]
    let reasons = indexes.filter { !$0.stateReason.isEmpty }.map { "\($0.name): \($0.stateReason)" }
    return [.table(Table(columns, rows: indexes.map(row)))]
      + (reasons.isEmpty ? [] : [.lines(reasons)])
  }

  private func row(_ index: IndexDescription) -> [Cell] {
    [
      Cell(index.name), Cell(index.field), Cell(index.type),
      index.metric.map { Cell($0) } ?? .absent, Cell(index.state.rawValue),
      .count(index.indexedRows), .count(index.totalRows), .count(index.pendingRows),
      index.parameters.isEmpty
        ? .absent : Cell(index.parameters.map(\.description).joined(separator: ", ")),
    ]
  }
}

extension IndexDescription {
  /// The index as JSON, the same in `list indexes` and in `describe collection`.
  var document: JSONValue {
    var parameters: JSONObject = [:]
    for parameter in self.parameters { parameters[parameter.key] = .string(parameter.value) }
    return [
      "name": .string(name), "field": .string(field), "type": .string(type),
      "metric": .optional(metric), "parameters": .object(parameters),
      "state": .string(state.rawValue),
      "indexed": .integer(indexedRows), "total": .integer(totalRows),
      "pending": .integer(pendingRows),
      "reason": .optional(stateReason.isEmpty ? nil : stateReason),
    ]
  }
}
