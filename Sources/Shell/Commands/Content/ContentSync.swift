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
  package static let seeAlso = [
    "migrate", "verify", "repair", "topic verification", "topic machines",
  ]
  package static let rehearsal = Rehearsal.isToldAfterChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(help: "Collection of the source.", completion: .names(.sourceCollections))
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
  @OptionGroup package var execution: ExecutionOptions
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws { try ReportForm.refusePage(report) }

  package func run(in session: ShellSession) async throws -> CommandResult {
    if !dryRun { try await session.permitWrites(consent) }
    let copy = try await session.existingCopy(name, targetName, for: "sync")
    if delete, !dryRun {
      try await session.confirm(
        "Entities of \(copy.target.text) that the source no longer has will be deleted. Sync it?",
        yes: yes)
    }
    let file: ReportFile? =
      if let report { try await ReportFile.prepare(report, in: session, yes: yes) } else { nil }
    var options = RepairOptions(deletesExtra: delete, isDryRun: dryRun)
    options.countsSource = true
    let found = try await session.repair(
      copy, options, on: execution.wish, by: "sync", isQuiet: common.quiet)
    session.names.expire(.target)
    var screen = SyncScreen(report: found)
    screen.ends = ComparedEnds(copy.source.cluster.cluster, copy.target.cluster.cluster)
    screen.finishedAt = Date()
    screen.hint = hint(about: found, in: session)
    try await file?.write(
      Renderer(format: .json).text(of: screen), notedIn: session, isQuiet: common.quiet)
    return CommandResult(screen, status: screen.isUpToDate ? .done : .differs)
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
