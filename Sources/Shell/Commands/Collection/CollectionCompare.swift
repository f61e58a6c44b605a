public import ArgumentParser
public import MigrationEngine
internal import MilvusClient

/// The command `diff NAME [TARGETNAME]`.
package struct CollectionCompare: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare schema, indexes, aliases, properties and partitions of both sides.")
  package static let examples = [
    Example("diff docs_v1", "everything but the entities; nothing is loaded"),
    Example("diff docs_v1 docs_2026 --ignore alias", "with a collection of another name"),
    Example("diff docs_v1 --strict", "also what migrate changes on purpose, as AUTOINDEX"),
  ]
  package static let seeAlso = ["verify", "describe collection", "migrate"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let readsClusters = true
  package static let statuses: [ExitStatus] = [.differs]

  @Argument(help: "Collection or alias of the source.", completion: .names(.sourceCollections))
  package var name: String
  @Argument(
    help: "Collection or alias of the target; the same name if left out.",
    completion: .names(.targetCollections))
  package var targetName: String?
  @Option(
    help: ArgumentHelp("Leave out index, alias or properties; repeatable.", valueName: "what"))
  package var ignore: [DiffOptions.Part] = []
  @Flag(help: "Count what a migration with default options leads to as a difference.")
  package var strict = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func run(in session: ShellSession) async throws -> CommandResult {
    let source = try session.locate(name, on: .source)
    let target = try await session.counterpart(of: source, named: targetName)
    guard source.side == .source, target.side == .target else {
      throw UsageError(
        .invalidValue, "diff compares a collection of the source with one of the target",
        hint: "first the name on the source, then the one on the target: diff docs docs_new")
    }
    let diff = try await compare(source, target, in: session)
    return CommandResult(DiffScreen(diff: diff), status: diff.isEqual ? .done : .differs)
  }

  private func compare(
    _ source: LocatedCollection, _ target: LocatedCollection, in session: ShellSession
  ) async throws -> CollectionDiff {
    do {
      return try await session.engine.diff(
        source.address, on: source.cluster.cluster, against: target.address,
        on: target.cluster.cluster, options: DiffOptions(ignored: Set(ignore), isStrict: strict))
    } catch let error as MigrationError {
      throw CheckRun.narrowed(error, for: [source.address.name, target.address.name])
    } catch let error as SideError where error.error.code == .cancelled {
      throw CancellationError()
    }
  }
}

extension DiffOptions.Part: ExpressibleByArgument {}
