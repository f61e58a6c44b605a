package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `repair NAME [TARGETNAME]`, or `repair JOB`.
package struct ContentRepair: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "repair", abstract: "Write again what differs between a collection and its copy.")
  package static let examples = [
    Example("repair docs_v1 --dry-run", "what would be written, and what the source lacks"),
    Example("repair docs_v1 docs_2026", "what is missing or changed in a copy of another name"),
    Example("repair 3 --delete-extra", "the copy that job 3 made; deletes what the source lacks"),
    Example("repair docs_v1 --on worker:4", "by four processes of this machine"),
  ]
  package static let seeAlso = ["verify", "migrate", "topic verification", "topic machines"]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(
    help: ArgumentHelp("Collection of the source, or number of a job.", valueName: "name"),
    completion: .names(.sourceCollections))
  package var subject: String
  @Argument(
    help: "Collection of the target; the same name if left out.",
    completion: .names(.targetCollections))
  package var targetName: String?
  @Flag(help: "Delete entities of the target that the source lacks.")
  package var deleteExtra = false
  @Flag(help: "Show what would be written and deleted, and change nothing.")
  package var dryRun = false
  @Flag(name: .shortAndLong, help: "Ask nothing.")
  package var yes = false
  @OptionGroup package var execution: ExecutionOptions
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let job = JobID(argument: subject)
    if job != nil, targetName != nil {
      throw UsageError(
        .unexpectedArgument, "job \(subject) has its target already", hint: "repair \(subject)")
    }
    if !dryRun { try await session.permitWrites(consent) }
    let report =
      if let job {
        try await repair(job, in: session)
      } else {
        try await repairByName(in: session)
      }
    session.names.expire(.target)
    return CommandResult(screen(of: report, in: session), status: report.isEqual ? .done : .differs)
  }

  private func screen(of report: RepairReport, in session: ShellSession) -> RepairScreen {
    var screen = RepairScreen(report: report)
    if let source = session.cluster(.source), let target = session.cluster(.target) {
      screen.ends = ComparedEnds(source.cluster, target.cluster)
    }
    screen.finishedAt = Date()
    screen.hint = hint(about: report, in: session)
    return screen
  }

  private func repair(_ job: JobID, in session: ShellSession) async throws -> RepairReport {
    let source = try session.openCluster(.source).cluster
    let target = try session.openCluster(.target).cluster
    let execution = try await session.execution(execution.wish, from: source, to: target)
    let status = try await session.engine.status(of: job)
    try await confirmDeletion("target:\(status.target)", in: session)
    try await session.loadOfFile(status.source)
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: status.source.name.text, step: "repair")
    do {
      return try await progress.whileShown { [options] announce in
        try await session.engine.repair(
          job, from: source, to: target, options: options, execution: execution, announce: announce)
      }
    } catch {
      throw try await session.advised(error, toConnectFor: job, then: "repair")
    }
  }

  private func repairByName(in session: ShellSession) async throws -> RepairReport {
    let copy = try await session.existingCopy(subject, targetName, for: "repair")
    try await confirmDeletion(copy.target.text, in: session)
    return try await session.repair(
      copy, options, on: execution.wish, by: "repair", isQuiet: common.quiet)
  }

  private var options: RepairOptions {
    RepairOptions(deletesExtra: deleteExtra, isDryRun: dryRun)
  }

  private func confirmDeletion(_ target: String, in session: ShellSession) async throws {
    guard deleteExtra, !dryRun else { return }
    try await session.confirm(
      "Entities of \(target) that the source lacks will be deleted. Repair it?", yes: yes)
  }

  /// What to type next where entities are left that only the target has.
  private func hint(about report: RepairReport, in session: ShellSession) -> String? {
    guard session.canAsk, !session.isQuiet, !common.quiet, !deleteExtra,
      report.left.differences.contains(where: { $0.kind == .extra })
    else { return nil }
    let names = [subject, targetName].compactMap(\.self).map(Quoting.quoted)
    return
      "delete what the source lacks with: repair \(names.joined(separator: " ")) --delete-extra"
  }
}
