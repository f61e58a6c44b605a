package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `sync NAME [TARGETNAME]`.
package struct ContentSync: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Bring a copy up to date after its source was written to.")
  package static let examples = [
    Example("sync docs_v1", "copy what is new or changed since it was migrated"),
    Example(
      "sync docs_v1 docs_2026 --delete", "and delete what is gone, in a copy of another name"),
    Example("sync docs_v1 --delete --dry-run", "how much that is"),
    Example("sync docs_v1 --report sync.json", "and keep all that was found"),
  ]
  package static let seeAlso = ["migrate", "verify", "repair", "topic verification"]
  package static let rehearsal = Rehearsal.isToldAfterChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(help: "Collection of the source.", completion: .names(.collections))
  package var name: String
  @Argument(
    help: "Collection of the target; the same name if left out.",
    completion: .names(.targetCollections))
  package var targetName: String?
  @Flag(help: "Delete entities of the target that the source no longer has.")
  package var delete = false
  @Flag(help: "Show what would be copied and deleted, and change nothing.")
  package var dryRun = false
  @Option(
    help: ArgumentHelp("File to write everything into, as -o json prints it.", valueName: "file"),
    completion: .file())
  package var report: String?
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    if !dryRun { try await session.permitWrites(consent) }
    let (source, target) = try await session.pair(name, targetName, for: "sync")
    try await session.requireExisting([source])
    try await requireCopy(target, of: source, in: session)
    try await session.loadOfFile(source.address)
    if delete, !dryRun {
      try await session.confirm(
        "Entities of \(target.text) that the source no longer has will be deleted. Sync it?",
        yes: yes)
    }
    let file: ReportFile? =
      if let report { try await ReportFile.prepare(report, in: session, yes: yes) } else { nil }
    let found = try await sync(source, target, in: session)
    session.names.expire(.target)
    var screen = SyncScreen(report: found)
    screen.ends = ComparedEnds(source.cluster.cluster, target.cluster.cluster)
    screen.finishedAt = Date()
    screen.hint = hint(about: found, in: session)
    try file?.write(Renderer(format: .json).text(of: screen))
    return CommandResult(screen, status: screen.isUpToDate ? .done : .differs)
  }

  /// Without a copy there is nothing to bring up to date.
  private func requireCopy(
    _ target: LocatedCollection, of source: LocatedCollection, in session: ShellSession
  ) async throws {
    do {
      try await session.requireExisting([target])
    } catch let error as MigrationError where error.code == .collectionNotFound {
      let typed = Quoting.quoted(name)
      let renaming =
        source.address.name == target.address.name
        ? ""
        : " --rename "
          + Quoting.quoted(
            "\(NameSpelling.escaped(source.address.name)):"
              + NameSpelling.escaped(target.address.name))
      throw AdvisedError(error: error, advice: "copy it first with: migrate \(typed)\(renaming)")
    }
  }

  private func sync(
    _ source: LocatedCollection, _ target: LocatedCollection, in session: ShellSession
  ) async throws -> RepairReport {
    var options = RepairOptions(deletesExtra: delete, isDryRun: dryRun)
    options.countsSource = true
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: source.address.name.text, step: "sync")
    return try await progress.whileShown { [options] announce in
      try await session.engine.repair(
        source.address, on: source.cluster.cluster, against: target.address,
        on: target.cluster.cluster, options: options, by: "sync", announce: announce)
    }
  }

  /// What to type next where entities are left that the source no longer has.
  private func hint(about report: RepairReport, in session: ShellSession) -> String? {
    guard session.canAsk, !session.isQuiet, !common.quiet, !delete,
      report.left.kinds[.extra] ?? 0 > 0
    else { return nil }
    let names = [name, targetName].compactMap(\.self).map(Quoting.quoted)
    return "delete what is gone with: sync \(names.joined(separator: " ")) --delete"
  }
}
