public import ArgumentParser
public import MigrationEngine
internal import MilvusClient

/// The command `verify NAME [TARGETNAME]`.
package struct ContentVerify: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare a collection on the source with one on the target.")
  package static let examples = [
    Example("verify docs_v1", "every field of every entity"),
    Example("verify docs_v1 docs_2026", "with a collection of another name"),
    Example("verify docs_v1 --mode count", "the numbers of entities only"),
  ]
  package static let seeAlso = ["migrate", "count", "load"]
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(help: "Collection of the source.", completion: .names(.collections))
  package var name: String
  @Argument(
    help: "Collection of the target; the same name if left out.",
    completion: .names(.collections))
  package var targetName: String?
  @Option(help: ArgumentHelp("What to compare: count or full.", valueName: "mode"))
  package var mode = VerifyOptions.Mode.full
  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("Field to compare; repeatable.", valueName: "name"))
  package var fields: [String] = []
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let source = try session.locate(name, on: .source)
    let target = try session.locate(targetName ?? source.address.name, on: .target)
    guard source.side == .source, target.side == .target else {
      throw UsageError(
        .invalidValue, "verify compares a collection of the source with one of the target",
        hint: "verify NAME, or verify NAME TARGETNAME")
    }
    let report = try await compare(source, target, in: session)
    return CommandResult(
      VerificationScreen(report: report), status: report.isEqual ? .done : .differs)
  }

  private func compare(
    _ source: LocatedCollection, _ target: LocatedCollection, in session: ShellSession
  ) async throws -> VerificationReport {
    let options = VerifyOptions(mode: mode, fields: fields.isEmpty ? nil : fields)
    // Two: what is loaded is said once, and of the counts only the newest is worth anything.
    let (steps, voice) = AsyncStream.makeStream(
      of: VerifyProgress.self, bufferingPolicy: .bufferingNewest(2))
    return try await withThrowingTaskGroup(of: VerificationReport?.self) { group in
      group.addTask {
        await show(steps, of: source, in: session)
        return nil
      }
      group.addTask {
        defer { voice.finish() }
        return try await session.engine.verify(
          source.address, on: source.cluster.cluster, against: target.address,
          on: target.cluster.cluster, options: options, announce: { voice.yield($0) })
      }
      var report: VerificationReport?
      while let next = try await group.next() { report = next ?? report }
      guard let report else { throw CancellationError() }
      return report
    }
  }

  private func show(
    _ steps: AsyncStream<VerifyProgress>, of source: LocatedCollection, in session: ShellSession
  ) async {
    var view = ProgressView(in: session, isQuiet: common.quiet)
    let start = ContinuousClock.now
    for await step in steps {
      switch step {
      case .loadsTarget(let address):
        await session.console.note(
          "target:\(address) is loaded for the comparison and released afterwards")
      case .leavesLoaded(let address, let reason):
        await session.console.note("target:\(address) stays loaded: \(reason)")
      case .compared(let rows, let total):
        let time = start.duration(to: .now)
        let reading = Self.reading(source.address.name, rows: rows, of: total, after: time)
        await view.show(reading)
      }
    }
    await view.clear()
  }

  static func reading(
    _ name: String, rows: Int64, of total: Int64, after time: Duration
  ) -> ProgressReading {
    let seconds = Figures.seconds(time)
    let rate = seconds > 0 ? Double(rows) / seconds : nil
    // Before ten seconds of data a guess at the end is worth nothing.
    let left = rate.flatMap { rate in
      seconds >= 10 && rate > 0 ? Duration.seconds(Double(max(0, total - rows)) / rate) : nil
    }
    return ProgressReading(
      subject: name, step: "verify", done: rows, total: total, rate: rate, timeLeft: left)
  }
}

extension VerifyOptions.Mode: ExpressibleByArgument {}
