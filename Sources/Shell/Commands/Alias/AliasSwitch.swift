package import ArgumentParser
internal import MigrationEngine
package import MilvusClient

/// The command `alias NAME [TARGETNAME]`.
package struct AliasSwitch: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Give a collection of the target the aliases of its source.")
  package static let examples = [
    Example("alias docs_v1", "those of the collection of its name on the source"),
    Example("alias docs_v1 docs_2026 --move", "also those that lead to another one there"),
    Example("alias target:docs_2026 --name docs --move", "one by name, of no source"),
    Example("alias docs_v1 --dry-run", "what would be made and moved"),
  ]
  package static let seeAlso = ["list aliases", "migrate", "shortcut"]
  package static let rehearsal = Rehearsal.isToldAfterChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.refused]

  @Argument(
    help: "Collection of the source; with --name that of the target.",
    completion: .names(.collections))
  package var collection: String
  @Argument(
    help: "Collection of the target; the same name if left out.",
    completion: .names(.targetCollections))
  package var targetName: String?
  @Option(help: ArgumentHelp("Alias to give; repeatable.", valueName: "alias"))
  package var name: [ServerName] = []
  @Flag(help: "Move aliases that lead to another collection of the target.")
  package var move = false
  @Flag(help: "Say what would be made and moved, and change nothing.")
  package var dryRun = false
  @Flag(name: .shortAndLong, help: "Move without a question.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    if !name.isEmpty, targetName != nil {
      throw ValidationError("with --name the one collection is that of the target")
    }
  }

  /// An alias, and where it leads to on the target.
  private struct Wish {
    let alias: ServerName
    /// Nil where it is free.
    let owner: ServerName?
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let (target, aliases) = try await meant(in: session)
    _ = try await session.descriptionForChange(of: target, by: "alias")
    var wishes: [Wish] = []
    for alias in aliases {
      wishes.append(Wish(alias: alias, owner: try await owner(of: alias, target, in: session)))
    }
    let moved = wishes.filter { $0.owner.map { $0 != target.address.name } ?? false }
    if let first = moved.first, !move { throw taken(first, target) }
    guard !wishes.isEmpty else {
      return CommandResult(Acknowledgement(done: ["no aliases to give"]))
    }
    if !dryRun {
      if !moved.isEmpty { try await confirm(moved, target, in: session) }
      try await session.permitWrites(consent)
      for wish in wishes { try await give(wish, target, in: session) }
      session.names.expire(.target)
    }
    return CommandResult(Acknowledgement(done: wishes.map { text(of: $0, target) }))
  }

  /// The collection of the target, and the aliases that it is to have.
  private func meant(
    in session: ShellSession
  ) async throws -> (target: LocatedCollection, aliases: [ServerName]) {
    guard name.isEmpty else { return (try session.changeable(collection), name) }
    let copy = try await session.pair(collection, targetName, for: "alias")
    let address = copy.source.address
    let aliases = try await session.calling(about: copy.source) { client in
      // By its own name, if an alias was typed.
      try await client.aliases(of: try await client.describe(address).address)
    }
    try await session.requireCopy(copy)
    return (copy.target, aliases.sorted())
  }

  private func place(of alias: ServerName, _ target: LocatedCollection) -> LocatedCollection {
    var place = target
    place.address.name = alias
    return place
  }

  private func owner(
    of alias: ServerName, _ target: LocatedCollection, in session: ShellSession
  ) async throws -> ServerName? {
    let place = place(of: alias, target)
    let owner: ServerName
    do {
      owner = try await session.calling(about: place) {
        try await $0.describe(place.address).address.name
      }
    } catch let error as MigrationError where error.code == .collectionNotFound {
      return nil
    }
    guard owner != alias else {
      let (typed, kept) = (session.typed(place), NameSpelling.escaped("\(alias)_old"))
      let ways =
        "rename \(typed) \(Quoting.quoted(kept)) keeps it, drop collection \(typed) does not"
      throw UsageError(
        .invalidValue, "\"\(alias)\" is no free name: it is a collection of the target",
        hint: alias == target.address.name
          ? "choose another name than the collection's own" : "choose another name, or \(ways)")
    }
    return owner
  }

  private func taken(_ wish: Wish, _ target: LocatedCollection) -> UsageError {
    let words =
      [collection, targetName].compactMap(\.self) + name.flatMap { ["--name", $0.text] }
    return UsageError(
      .invalidValue,
      "alias \"\(wish.alias)\" leads to \"\(wish.owner ?? "")\" on the target",
      hint: "alias \(words.map(Quoting.quoted).joined(separator: " ")) --move")
  }

  private func confirm(
    _ moved: [Wish], _ target: LocatedCollection, in session: ShellSession
  ) async throws {
    let names = moved.map { "\"\($0.alias)\" leads to \"\($0.owner ?? "")\"" }
      .joined(separator: ", ")
    try await session.confirm(
      "On the target \(names). Let it lead to \(target.text)?", yes: yes)
  }

  private func give(
    _ wish: Wish, _ target: LocatedCollection, in session: ShellSession
  ) async throws {
    guard wish.owner != target.address.name else { return }
    try await session.calling(about: target) { client in
      if wish.owner == nil {
        try await client.createAlias(wish.alias, for: target.address)
      } else {
        try await client.moveAlias(wish.alias, to: target.address)
      }
    }
  }

  private func text(of wish: Wish, _ target: LocatedCollection) -> String {
    let would = dryRun ? "would be " : ""
    let fate =
      switch wish.owner {
      case nil: "\(would)made"
      case target.address.name: "there already"
      case let owner?: "\(would)moved from \(owner)"
      }
    return "alias \(wish.alias) -> \(target.text)  \(fate)"
  }
}
