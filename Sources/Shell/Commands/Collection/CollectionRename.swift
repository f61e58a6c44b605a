package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `rename OLD NEW`.
package struct CollectionRename: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a collection of the target another name in its database.")
  package static let examples = [
    Example("rename target:docs_2026 docs", "aliases, entities and load state stay"),
    Example("rename target:sales.docs docs_old", "in another database than the current one"),
    Example("rename target:docs_2026 docs --dry-run", "only whether both names will do"),
  ]
  package static let seeAlso = ["drop collection", "migrate", "list aliases"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.refused]

  @Argument(
    help: ArgumentHelp("Collection of the target.", valueName: "old"),
    completion: .names(.targetCollections))
  package var old: String
  @Argument(help: ArgumentHelp("Its new name.", valueName: "new"))
  package var new: String
  @Flag(help: "Say what would be renamed, and rename nothing.")
  package var dryRun = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.changeable(old)
    let next = try newPlace(of: collection, in: session)
    _ = try await session.descriptionForChange(of: collection, by: "rename")
    try await refuseTaken(next, in: session)
    guard !dryRun else {
      return CommandResult(
        Acknowledgement(done: ["would rename \(collection.text) to \(next.text)"]))
    }
    if let loss = try await session.loss(of: collection) { await session.console.note(loss) }
    try await session.permitWrites(consent)
    try await session.calling(about: collection) { client in
      try await client.rename(collection.address, to: next.address.name)
    }
    try session.settle(collection)
    return CommandResult(Acknowledgement(done: ["renamed \(collection.text) to \(next.text)"]))
  }

  /// The address that the collection gets; its database is its own where none is named.
  private func newPlace(
    of collection: LocatedCollection, in session: ShellSession
  ) throws -> LocatedCollection {
    let typed = try TypedAddress(parsing: new)
    var next = try session.changeable(new)
    if typed.database == nil { next.address.database = collection.address.database }
    guard next.address.database == collection.address.database else {
      throw UsageError(
        .invalidValue, "a collection stays in its database: \"\(new)\" is in another one",
        hint: "copy it there with migrate, and drop it here")
    }
    return next
  }

  /// Servers answer differently, or with the other collection's data, where a name is taken.
  private func refuseTaken(_ next: LocatedCollection, in session: ShellSession) async throws {
    let present: CollectionDescription
    do {
      present = try await session.calling(about: next) { try await $0.describe(next.address) }
    } catch let error as MigrationError where error.code == .collectionNotFound {
      return
    }
    let isAlias = present.address.name != next.address.name
    throw UsageError(
      .invalidValue,
      "\(next.text) is there already"
        + (isAlias ? ", as an alias of \"\(present.address.name)\"" : ""),
      hint: isAlias ? "list aliases --on target" : "drop collection \(session.typed(next))")
  }
}
