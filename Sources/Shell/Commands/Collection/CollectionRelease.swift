package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `release NAME…`.
package struct CollectionRelease: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Take collections out of memory, on the target by default.")
  package static let examples = [
    Example("release docs_v1", "on the target"), Example("release target:docs*", "several"),
    Example("release source:docs_v1 --yes", "on the source, without the question"),
  ]
  package static let seeAlso = ["load", "list collections"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Collections or patterns.", valueName: "name"),
    completion: .names(.collectionsTargetFirst))
  package var names: [String] = []
  @Flag(help: "All collections of the target's current database.")
  package var all = false
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws { try AllRule.check(names, all) }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collections = try await session.locateAll(all ? ["*"] : names, on: .target)
    for collection in collections where collection.side == .source {
      try await session.confirm(
        "\(collection.text) cannot be queried on \(collection.cluster.label) any more. Release it?",
        yes: yes)
    }
    if collections.contains(where: { $0.side == .target }) {
      try await session.permitWrites(consent)
    }
    let (entries, status) = try await session.eachSideBySide(
      collections, failed: LoadingScreen.Entry.init
    ) { collection in
      try await session.calling(about: collection) { client in
        try await client.release(collection.address)
      }
      try session.engine.settleLoads(
        of: collection.address, on: collection.cluster.cluster.access.endpoint)
      return .init(collection: collection.text, state: .notLoaded, time: nil)
    }
    return CommandResult(LoadingScreen(entries: entries), status: status)
  }
}
