package import ArgumentParser
internal import MigrationEngine
package import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `verify NAME [TARGETNAME]`, and `verify --all`.
package struct ContentVerify: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare collections of the source with those of the target, or with a baseline.")
  package static let examples = [
    Example("verify docs_v1", "every field of every entity"),
    Example("verify docs_v1 docs_2026", "with a collection of another name"),
    Example("verify --all", "every collection with the one of its name, some at a time"),
    Example("verify 'docs*' --mode count", "those that fit a pattern"),
    Example("verify docs_v1 --mode count", "the numbers of entities only"),
    Example("verify docs_v1 --mode sample --sample 10", "numbers, and one key range in ten"),
    Example("verify docs_v1 --mode search", "the neighbours that both sides find"),
    Example("verify docs_v1 --mode search --min-overlap 0.95", "status 3 if they agree on less"),
    Example("verify docs_v1 --mode search --report docs_v1.html", "and as a page with a plot"),
    Example("verify target:docs_v1 --against docs.baseline", "with what `baseline` has kept"),
    Example("verify docs_v1 --partition y2025", "what a migration of this partition moved"),
    Example("verify docs_v1 --report docs_v1.json", "and keep all that was found"),
    Example("verify docs_v1 --on worker:4", "by four processes of this machine"),
  ]
  package static let seeAlso = [
    "baseline", "repair", "migrate", "count", "load", "topic verification", "topic machines",
  ]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(help: "Collection of the source, or a pattern.", completion: .names(.collections))
  package var name: String?
  @Argument(
    help: "Collection of the target; the same name if left out.",
    completion: .names(.targetCollections))
  package var targetName: String?
  @Flag(help: "Compare all collections of the database.")
  package var all = false
  @Option(help: ArgumentHelp("What to compare; full unless a sample is named.", valueName: "mode"))
  package var mode: ComparisonMode?
  @Option(
    help: ArgumentHelp("Compare only this partition; repeatable.", valueName: "name"),
    completion: .names(.partitions))
  package var partition: [ServerName] = []
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Compare only entities that pass a filter.", valueName: "expression"))
  package var filter: String?
  @Option(
    help: ArgumentHelp("Compare with what `baseline` wrote into this file.", valueName: "file"),
    completion: .file())
  package var against: String?
  @OptionGroup package var sample: SampleArguments
  @OptionGroup package var search: SearchArguments
  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("Field to compare, or to search by; repeatable.", valueName: "name"),
    completion: .names(.fields))
  package var fields: [ServerName] = []
  @Option(
    help: ArgumentHelp(
      "File to write everything into, as -o json prints it; searches as a page if it ends in .html.",
      valueName: "file"),
    completion: .file())
  package var report: String?
  @Flag(name: .shortAndLong, help: "Replace an existing report without a question.")
  package var yes = false
  @OptionGroup package var execution: ExecutionOptions
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    guard all == (name == nil) else {
      throw ValidationError(all ? "--all is given beside a name" : "name a collection, or --all")
    }
    if mode != .search { try ReportForm.refusePage(report) }
    if against != nil { return try validateAgainst() }
    if sample.percent != nil, mode ?? .sample != .sample {
      throw ValidationError("--sample belongs to --mode sample")
    }
    if sample.seed != nil, let mode, ![.sample, .search].contains(mode) {
      throw ValidationError("--seed belongs to --mode sample and --mode search")
    }
    if search.isGiven, mode != .search {
      throw ValidationError("what to search for belongs to --mode search")
    }
    if execution.on != nil, let mode, ![.sample, .full].contains(mode) {
      throw ValidationError("--on belongs to --mode sample and --mode full")
    }
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    if let name, let against { return try await compare(name, against: against, in: session) }
    guard let name, try !TypedAddress(parsing: name).isOpen else {
      return try await compareSeveral(fitting: name ?? "*", in: session)
    }
    return try await compareOne(name, in: session)
  }

  private func compareSeveral(
    fitting pattern: String, in session: ShellSession
  ) async throws -> CommandResult {
    guard targetName == nil, partition.isEmpty, filter == nil, fields.isEmpty, mode != .search,
      execution.on == nil
    else {
      throw UsageError(
        .invalidValue,
        """
        a name on the target, --partition, --where, --field, --on and --mode search belong to one \
        collection
        """,
        hint: "verify each by its name: list collections \(Quoting.quoted(pattern))")
    }
    let collections = try await session.locateAll([pattern], on: .source)
    guard collections.allSatisfy({ $0.side == .source }) else { throw Self.wrongSide }
    let file = try await reportFile(in: session)
    let comparisons = SeveralComparisons(session: session, options: options, isQuiet: common.quiet)
    let (table, status) = try await comparisons.compare(collections)
    try await file?.write(
      Renderer(format: .json).text(of: table), notedIn: session, isQuiet: common.quiet)
    return CommandResult(table, status: .worst(of: [status, table.isEqual ? .done : .differs]))
  }

  private static var wrongSide: UsageError {
    UsageError(
      .invalidValue, "verify compares a collection of the source with one of the target",
      hint: "first the name on the source, then the one on the target: verify docs docs_new")
  }

  func reportFile(in session: ShellSession) async throws -> ReportFile? {
    guard let report else { return nil }
    return try await ReportFile.prepare(report, in: session, yes: yes)
  }

  private func compareOne(
    _ name: String, in session: ShellSession
  ) async throws -> CommandResult {
    let source = try session.locate(name, on: .source)
    let target = try await session.counterpart(of: source, named: targetName)
    guard source.side == .source, target.side == .target else { throw Self.wrongSide }
    try await session.requireExisting([source, target])
    try await session.loadOfFile(source.address)
    let file = try await reportFile(in: session)
    if mode == .search { return try await searchBoth(source, target, file, in: session) }
    let found = try await compare(source, target, in: session)
    var screen = VerificationScreen(report: found)
    screen.ends = ComparedEnds(source.cluster.cluster, target.cluster.cluster)
    screen.finishedAt = Date()
    screen.hint = await hint(about: found, target, in: session)
    try await file?.write(
      Renderer(format: .json).text(of: screen), notedIn: session, isQuiet: common.quiet)
    return CommandResult(screen, status: found.isEqual ? .done : .differs)
  }

  private var options: VerifyOptions {
    var options = VerifyOptions(
      mode: mode?.content ?? (sample.isGiven ? .sample : .full),
      fields: fields.isEmpty ? nil : fields,
      sample: sample.sample)
    options.partitions = partition.isEmpty ? nil : partition
    options.filter = filter
    return options
  }

  private func compare(
    _ source: LocatedCollection, _ target: LocatedCollection, in session: ShellSession
  ) async throws -> VerificationReport {
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: source.address.name.text, step: "verify")
    let options = options
    let execution = try await session.execution(
      execution.wish, from: source.cluster.cluster, to: target.cluster.cluster)
    return try await advising(about: target, in: session) {
      try await progress.whileShown { announce in
        try await session.engine.verify(
          source.address, on: source.cluster.cluster, against: target.address,
          on: target.cluster.cluster, options: options, execution: execution, announce: announce)
      }
    }
  }

  /// Runs the body, and adds to its failure what is known about the target.
  func advising<R>(
    about target: LocatedCollection, in session: ShellSession, _ body: () async throws -> R
  ) async throws -> R {
    do {
      return try await body()
    } catch let error as MigrationError {
      throw await session.advised(error, about: [target.address])
    } catch let error as SideError where error.side == .target && error.isRefusal {
      throw await session.advised(error, about: [target.address])
    }
  }

  /// What to type next where entities differ.
  private func hint(
    about found: VerificationReport, _ target: LocatedCollection, in session: ShellSession
  ) async -> String? {
    guard !found.isEqual else { return nil }
    if let advice = await session.advice(about: [target.address]) { return advice }
    guard partition.isEmpty, filter == nil, session.canAsk, !session.isQuiet,
      !common.quiet
    else {
      return nil
    }
    let names = [name, targetName].compactMap(\.self).map(Quoting.quoted)
    let extra = found.kinds[.extra] == nil ? "" : " --delete-extra"
    return "write just what differs again with: repair \(names.joined(separator: " "))\(extra)"
  }
}

/// What `verify` compares.
package enum ComparisonMode: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// The numbers of entities.
  case count
  /// The numbers, and the content of some key ranges.
  case sample
  /// The content of all entities.
  case full
  /// The answers to searches.
  case search

  /// How content is compared; nil where it is not.
  var content: VerifyOptions.Mode? { VerifyOptions.Mode(rawValue: rawValue) }
}
