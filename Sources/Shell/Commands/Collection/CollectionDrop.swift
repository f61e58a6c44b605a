package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `drop collection NAME`.
package struct CollectionDrop: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "drop collection",
    abstract: "Remove a collection of the target, with its entities, indexes and aliases.")
  package static let examples = [
    Example("drop collection target:docs_trial", "asks for its name to be typed"),
    Example("drop collection target:docs_trial --yes", "in a script"),
    Example("drop collection target:docs_trial --if-exists --yes", "0 also if it is not there"),
  ]
  package static let seeAlso = ["rename", "cancel", "list collections"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.refused]

  @Argument(
    help: ArgumentHelp("Collection of the target.", valueName: "name"),
    completion: .names(.targetCollections))
  package var name: String
  @Flag(help: "Do nothing if there is no such collection.")
  package var ifExists = false
  @Flag(help: "Say what would be dropped, and drop nothing.")
  package var dryRun = false
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.changeable(name)
    let known: CollectionDescription
    do {
      known = try await session.descriptionForChange(of: collection, by: "drop collection")
    } catch let error as MigrationError where ifExists && error.code == .collectionNotFound {
      return CommandResult(Acknowledgement(done: ["\(collection.text) is not there"]))
    }
    let aliases = try await session.calling(about: collection) {
      try await $0.aliases(of: collection.address)
    }
    let content = [await content(of: collection, in: session), Self.text(of: aliases)]
      .compactMap(\.self).joined(separator: " and ")
    guard !dryRun else {
      return CommandResult(Acknowledgement(done: ["would drop \(collection.text) with \(content)"]))
    }
    try await confirm(collection, content, in: session)
    try await session.permitWrites(consent)
    try await session.calling(about: collection) { client in
      for alias in aliases {
        try await client.dropAlias(alias, database: collection.address.database)
      }
      try await client.drop(known.address)
    }
    try session.settle(collection)
    return CommandResult(Acknowledgement(done: ["dropped \(collection.text) with \(content)"]))
  }

  private func confirm(
    _ collection: LocatedCollection, _ content: String, in session: ShellSession
  ) async throws {
    await session.console.note(
      "\(collection.text) on \(collection.cluster.label) holds \(content). This cannot be undone.")
    if let loss = try await session.loss(of: collection) { await session.console.note(loss) }
    try await session.confirm(
      "Type its name to drop it: ", byTyping: collection.address.name.text, yes: yes)
  }

  /// Text of what it holds; whoever may drop it need not be allowed to look into it.
  private func content(of collection: LocatedCollection, in session: ShellSession) async -> String {
    let count = try? await session.calling(about: collection) { client in
      let state = try await client.loadState(of: collection.address)
      return try await client.entityCount(of: collection.address, state: state, choice: .exact)
    }
    guard let count else { return "an unknown number of entities" }
    let text = Figures.count(count.number)
    return
      "\(count.method == .exact ? "" : "about ")\(text) \(count.number == 1 ? "entity" : "entities")"
  }

  private static func text(of aliases: [ServerName]) -> String? {
    guard !aliases.isEmpty else { return nil }
    let names = aliases.map { "\"\($0)\"" }.joined(separator: ", ")
    return "\(aliases.count == 1 ? "the alias" : "the aliases") \(names)"
  }
}

extension ShellSession {
  /// Forgets what was known of a collection whose name means another thing now, or nothing.
  func settle(_ collection: LocatedCollection) throws {
    names.expire(collection.side)
    try engine.settleLoads(
      of: collection.address, on: collection.cluster.cluster.access.endpoint)
  }
}
