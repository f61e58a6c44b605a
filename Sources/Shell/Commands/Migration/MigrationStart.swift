package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

/// The command `migrate NAME…`.
package struct MigrationStart: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Copy collections from the source to the target, each as a job.")
  package static let examples = [
    Example("migrate docs_v1", "one collection: shows the plan, asks, copies, compares counts"),
    Example("migrate docs_v1 --rename docs_v1:docs_2026 --yes &", "in the background, unasked"),
    Example("migrate --all --exclude 'tmp_*' --verify full", "all but some, compared entirely"),
    Example("migrate docs_v1 --partition y2025 --partition y2026", "two of its partitions"),
    Example("migrate docs_v1 --where 'year >= 2025'", "the entities that pass a filter"),
    Example("migrate docs_v1 --aliases later", "they stay where they are until alias docs_v1"),
    Example("migrate docs_v1 --access", "also the roles and grants that concern it"),
    Example("migrate docs_v1 --schema-only", "the collection and all its settings, no entities"),
    Example("migrate docs_v1 --data-only", "the entities, into the empty collection that is there"),
    Example("migrate docs_v1 --on-conflict upsert", "into a collection that has entities already"),
    Example("migrate --all --skip-blocked", "all that nothing stands in the way of"),
    Example("migrate 'tmp_*' --jobs 8", "eight collections at a time; 4 if nothing is said"),
    Example("migrate --all-databases --yes", "everything that the source has"),
    Example("migrate docs_v1 --on worker:4", "by four processes of this machine"),
  ]
  package static let seeAlso = [
    "check", "status", "verify", "load", "topic jobs", "topic access", "topic machines",
  ]
  package static let rehearsal = Rehearsal.isTold
  package static let readsClusters = true
  package static let limitsItself = true
  package static let statuses: [ExitStatus] = [.differs, .unreachable, .stopped, .refused]

  @OptionGroup package var migration: MigrationArguments
  @Flag(help: "Leave out collections with a blocker and move the others; the status is 3 then.")
  package var skipBlocked = false
  @Flag(help: "Show the plan and start nothing.")
  package var dryRun = false
  @Flag(name: .shortAndLong, help: "Start without a question.")
  package var yes = false
  @Option(help: ArgumentHelp("Jobs to run at the same time.", valueName: "n"))
  package var jobs = Engine.usualJobs
  @Flag(help: "Run in the background, as & at the end does.")
  package var background = false
  @OptionGroup package var execution: ExecutionOptions
  @OptionGroup package var consent: WriteConsent
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    try ParallelRule.check(jobs, of: "--jobs")
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    if !dryRun { try session.engine.requireJournal() }
    let source = try await session.currentCluster(.source, timeout: common.timeout)
    let target = try await session.currentCluster(.target, timeout: common.timeout)
    let execution = try await session.execution(execution.wish, from: source, to: target)
    let wish = try await migration.wish(in: session)
    let report = try await CheckRun(session: session, isQuiet: common.quiet)
      .check(wish, from: source, to: target)
    let blocked = BlockedCollections(in: wish.requests, of: report)
    try await refuse(report, blocked, in: session)
    var plan = PlanScreen(plans: report.plans, sourceLabel: source.label, targetLabel: target.label)
    plan.leftOut = blocked.entries
    if migration.aliases == .later {
      plan.databasesOfLaterAliases = BothEnds(
        source: session.database(.source), target: session.database(.target))
    }
    let status = ExitStatus(leavingOut: blocked.entries)
    if dryRun || report.plans.isEmpty { return CommandResult(plan, status: status) }
    await showWorries(of: report, in: session)
    await show(plan.lines, in: session)
    let isSilent = common.quiet || session.isQuiet
    try await session.confirm(isSilent ? "\(plan.brief). Start?" : "Start?", yes: yes)
    try await session.permitWrites(consent)
    let started = try await start(report, from: source, to: target, by: execution, in: session)
    session.names.expire(.target)
    let runner = JobRunner(session: session, isQuiet: common.quiet)
    let result = background ? try await runner.leave(started) : try await runner.follow(started)
    return result.leavingOut(blocked.entries)
  }

  private func start(
    _ report: CheckReport, from source: Cluster, to target: Cluster, by execution: JobExecution,
    in session: ShellSession
  ) async throws -> [JobID] {
    do {
      return try await session.engine.start(
        report, from: source, to: target, jobsAtOnce: jobs, by: execution)
    } catch let error as MigrationError where error.code == .illegalJobState {
      throw await session.advised(error, about: report.plans.map(\.target))
    }
  }

  /// Ends the command if there are blockers, unless they are to be left out and something remains.
  private func refuse(
    _ report: CheckReport, _ blocked: BlockedCollections, in session: ShellSession
  ) async throws {
    guard !report.blockers.isEmpty else { return }
    // What stands in the way is shown to whoever wants to hear nothing else, too.
    for blocker in report.blockers {
      await session.console.report(Report(blocker), asJSON: session.settings.output.isJSON)
    }
    guard skipBlocked, !blocked.isEverything else { throw blocked.refusal(of: report) }
  }

  /// What the user should know before saying yes: warnings, not what is in order or will be made.
  private func showWorries(of report: CheckReport, in session: ShellSession) async {
    let worries = report.findings.filter { $0.level == .warning && $0.code != .accessMissing }
    let width = session.console.screen.width(of: .messages)
    await show(CheckScreen.list(of: worries).lines(width: width), in: session)
  }

  private func show(_ lines: [String], in session: ShellSession) async {
    guard !common.quiet, !session.isQuiet else { return }
    for line in lines { await session.console.note(line) }
  }
}

extension CommandResult {
  /// The result of jobs, with what was left out beside them because of blockers.
  fileprivate func leavingOut(_ blocked: [BlockedCollections.Entry]) -> CommandResult {
    guard !blocked.isEmpty, var summary = value as? JobSummary else { return self }
    summary.leftOut = blocked
    return CommandResult(
      summary, status: .worst(of: [status, ExitStatus(leavingOut: blocked)]), leaves: leaves)
  }
}
