package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `describe collection NAME`.
package struct CollectionDescribe: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "describe collection", abstract: "Show everything about collections.")
  package static let examples = [
    Example("describe collection docs_v1", "of the source"),
    Example("describe collection target:docs_v1 -o json", "of the target, for a program"),
    Example("describe collection docs_v1 --schema json", "its schema alone, as JSON"),
    Example("describe collection --all", "every collection of the source's current database"),
  ]
  package static let seeAlso = ["list collections", "list indexes", "check", "topic privileges"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp(
      "Collections, aliases or patterns, on the source by default.", valueName: "name"),
    completion: .names(.collections))
  package var names: [String] = []
  @Flag(help: "All collections of the source's current database.")
  package var all = false
  @Option(help: ArgumentHelp("Print the schema alone, in this form.", valueName: "json"))
  package var schema: SchemaForm?
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    try AllRule.check(names, all)
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collections = try await session.locateAll(all ? ["*"] : names, on: .source)
    if schema != nil { return try await schemaAlone(of: collections, in: session) }
    let (screens, status) = try await session.eachSideBySide(
      collections, failed: { CollectionScreens.Part.failed($0.text, $1) },
      { .described(try await screen(of: $0, in: session)) })
    if case .described(let only) = screens.first, screens.count == 1 {
      return CommandResult(only, status: ExitStatus(leaving: only.refusals))
    }
    let several = CollectionScreens(parts: screens)
    return CommandResult(
      several, status: .worst(of: [status, ExitStatus(leaving: several.refusals)]))
  }

  private func schemaAlone(
    of collections: [LocatedCollection], in session: ShellSession
  ) async throws -> CommandResult {
    guard let only = collections.first, collections.count == 1 else {
      throw UsageError(.unexpectedArgument, "--schema prints the schema of one collection")
    }
    let description = try await session.calling(about: only) { try await $0.describe(only.address) }
    return CommandResult(SchemaScreen(schema: description.schema))
  }

  private func screen(
    of collection: LocatedCollection, in session: ShellSession
  ) async throws -> CollectionScreen {
    let description = try await session.calling(about: collection) { client in
      try await client.describe(collection.address)
    }
    // The server answers for an alias with the collection's own name.
    let address = description.address
    var questions = Questions(about: collection)
    let state = try await questions.ask(.state) { try await $0.loadState(of: address) }
    let clock = ContinuousClock()
    let start = clock.now
    let entities = try await questions.ask(.entities) {
      try await $0.entityCount(of: address, state: state, choice: .exact)
    }
    let time = start.duration(to: clock.now)
    return CollectionScreen(
      side: collection.side, cluster: collection.cluster.label, asked: collection.address.name,
      description: description, state: state, entities: entities ?? nil, countTime: time,
      partitions: try await questions.ask(.partitions) { try await $0.partitions(of: address) },
      indexes: try await questions.ask(.indexes) { try await $0.indexes(of: address) },
      aliases: try await questions.ask(.aliases) { try await $0.aliases(of: address) },
      refusals: questions.refusals)
  }
}

/// Everything about several collections, one after the other.
struct CollectionScreens: Renderable {
  static let schema = "descriptions/1"
  static let rows: String? = "collections"

  /// What became of one of them.
  enum Part: Sendable {
    case described(CollectionScreen)
    /// The collection could not be described, for the reason that was reported.
    case failed(String, Report)
  }

  var parts: [Part]

  /// What servers did not say.
  var refusals: [Refusal] {
    parts.flatMap { if case .described(let screen) = $0 { screen.refusals } else { [Refusal]() } }
  }

  var json: JSONObject {
    ["collections": .array(parts.map(document))]
  }

  var sections: [Section] {
    let shown = parts.map { part -> [Section] in
      switch part {
      case .described(let screen): screen.sections
      case .failed(let text, _): [.text("\(text)    ?")]
      }
    }
    return Array(shown.joined(separator: [.blank]))
  }

  private func document(_ part: Part) -> JSONValue {
    switch part {
    case .described(let screen): .object(screen.json)
    case .failed(let text, let report): ["collection": .string(text), "error": report.json]
    }
  }
}

/// A form in which a schema is printed by itself.
package enum SchemaForm: String, CaseIterable, Sendable, ExpressibleByArgument {
  case json
}

/// Collections are named, or all are meant.
enum AllRule {
  static func check(_ names: [String], _ all: Bool) throws {
    guard names.isEmpty == all else { throw ValidationError("name collections, or use --all") }
  }
}
