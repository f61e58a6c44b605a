internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension ContentVerify {
  /// Asks both sides the same searches, and shows how their answers agree.
  func searchBoth(
    _ source: LocatedCollection, _ target: LocatedCollection, _ file: ReportFile?,
    in session: ShellSession
  ) async throws -> CommandResult {
    let options = try await searchOptions()
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: source.address.name.text, step: "search")
    let found: SearchReport
    do {
      found = try await advising(about: target, in: session) {
        try await progress.whileShown { announce in
          try await session.engine.compareSearches(
            source.address, on: source.cluster.cluster, with: target.address,
            on: target.cluster.cluster, options: options, announce: announce)
        }
      }
    } catch let error as SideError where search.params != nil && error.isAboutRequest {
      let collection = session.typed(error.side == .source ? source : target)
      throw AdvisedError(error: error, advice: Self.parameterAdvice(of: collection))
    }
    var screen = SearchScreen(report: found)
    screen.minOverlap = search.minOverlap?.share
    screen.ends = ComparedEnds(source.cluster.cluster, target.cluster.cluster)
    screen.finishedAt = Date()
    screen.hint = hint(about: found, target, in: session)
    let form = report.flatMap { ReportForm(path: $0) } ?? .json
    try await file?.write(
      form == .html ? screen.page.html : Renderer(format: .json).text(of: screen),
      notedIn: session, isQuiet: common.quiet)
    return CommandResult(screen, status: screen.isEnough ? .done : .differs)
  }

  /// What to type next where a server refused a search with parameters.
  private static func parameterAdvice(of collection: String) -> String {
    """
    list indexes \(collection) shows the types: '{"ef": 64}' is for HNSW, never below --limit, and \
    '{"nprobe": 16}' for IVF; without --params the servers use their own
    """
  }

  /// What both sides are asked, the file of searches read.
  func searchOptions() async throws -> SearchOptions {
    var options = try await search.options(seed: sample.seed)
    options.fields = fields.isEmpty ? nil : fields
    options.partitions = partition.isEmpty ? nil : partition
    options.filter = filter
    return options
  }

  /// What to type next where entities among the neighbours differ, or the target's index is not built.
  private func hint(
    about found: SearchReport, _ target: LocatedCollection, in session: ShellSession
  ) -> String? {
    guard !session.isQuiet, !common.quiet else { return nil }
    if session.canAsk, found.fields.contains(where: { !$0.differingRows.isEmpty }) {
      let names = [name, targetName].compactMap(\.self).map(Quoting.quoted)
      return "name all entities that differ with: verify \(names.joined(separator: " "))"
    }
    guard found.fields.contains(where: { $0.causes.contains(.unfinishedIndex(.target)) }) else {
      return nil
    }
    return "wait for the index with: load \(session.typed(target)) --index"
  }
}

extension SideError {
  /// Whether a server refused what it was asked for what that contains.
  fileprivate var isAboutRequest: Bool {
    error.code == .invalidRequest && error.serverCode != nil
  }
}
