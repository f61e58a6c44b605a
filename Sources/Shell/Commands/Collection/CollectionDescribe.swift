package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `describe collection NAME`.
package struct CollectionDescribe: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "describe collection", abstract: "Show everything about one collection.")
  package static let examples = [
    Example("describe collection docs_v1", "of the source"),
    Example("describe collection target:docs_v1 -o json", "of the target, for a program"),
    Example("describe collection docs_v1 --schema json", "its schema alone, as JSON"),
  ]
  package static let seeAlso = ["list collections", "list indexes", "check"]

  @Argument(
    help: "Collection or alias, on the source by default.", completion: .names(.collections))
  package var name: String
  @Option(help: ArgumentHelp("Print the schema alone, in this form.", valueName: "json"))
  package var schema: SchemaForm?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.locate(name, on: .source)
    let asked = collection.address
    let description = try await session.calling(about: collection) { client in
      try await client.describe(asked)
    }
    if schema != nil { return CommandResult(SchemaScreen(schema: description.schema)) }
    // The server answers for an alias with the collection's own name.
    let address = description.address
    let clock = ContinuousClock()
    let screen = try await session.calling(about: collection) { client in
      let state = try await client.loadState(of: address)
      let start = clock.now
      let count = try await client.entityCount(of: address, state: state, choice: .exact)
      return CollectionScreen(
        side: collection.side, cluster: collection.cluster.label, asked: asked.name,
        description: description, state: state, entities: count,
        countTime: start.duration(to: clock.now),
        partitions: try await client.partitions(of: address),
        indexes: try await client.indexes(of: address),
        aliases: try await client.aliases(of: address))
    }
    return CommandResult(screen)
  }
}

/// A form in which a schema is printed by itself.
package enum SchemaForm: String, CaseIterable, Sendable, ExpressibleByArgument {
  case json
}
