package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `check [NAME…]`.
package struct MigrationCheck: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find out what would stop or change a migration; changes nothing.")
  package static let examples = [
    Example("check", "both ends, and whether rows may move between them"),
    Example("check docs_v1 images", "two collections"),
    Example("check --all --exclude 'tmp_*'", "all but some"),
    Example("check docs_v1 --rename docs_v1:docs_2026 --index same", "with options of migrate"),
    Example("check --access", "users, roles and grants, and what of them the target lacks"),
  ]
  package static let seeAlso = ["migrate", "describe collection", "topic access"]
  package static let readsClusters = true
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.differs, .unreachable, .refused]

  @OptionGroup package var migration: MigrationArguments
  @Option(
    help: ArgumentHelp(
      "Level that makes the status 3: note, unknown, warning or blocker.", valueName: "level"))
  package var failOn = FailureLevel.blocker
  @Flag(help: "Show what is in order, too, of however many collections.")
  package var verbose = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let source = try await session.currentCluster(.source, timeout: common.timeout)
    let target = try await session.currentCluster(.target, timeout: common.timeout)
    let wish =
      migration.isEmpty ? migration.endsOnly(in: session) : try await migration.wish(in: session)
    let report = try await CheckRun(session: session, isQuiet: common.quiet)
      .check(wish, from: source, to: target)
    let isFailure = report.worst >= failOn.level
    return CommandResult(
      CheckScreen(report: report, isVerbose: verbose), status: isFailure ? .differs : .done)
  }
}

/// The level of findings from which a check counts as failed.
package enum FailureLevel: String, CaseIterable, Sendable, ExpressibleByArgument {
  case note, unknown, warning, blocker

  /// The level in the engine's words.
  var level: Finding.Level {
    switch self {
    case .note: .note
    case .unknown: .unknown
    case .warning: .warning
    case .blocker: .blocker
    }
  }
}
