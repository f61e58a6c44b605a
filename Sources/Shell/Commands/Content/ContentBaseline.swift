package import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The command `baseline NAME --save FILE`.
package struct ContentBaseline: ShellCommand {
  package static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Keep what can be proven of a collection later, without another copy.")
  package static let examples = [
    Example("baseline docs_v1 --save docs.baseline", "definition, counts, digests, answers"),
    Example(
      "baseline docs_v1 --save docs.baseline --with-rows 10000",
      "and by which keys differences can be named"),
    Example("baseline target:docs_v1 --save copy.baseline --queries 0", "without searches"),
  ]
  package static let seeAlso = ["verify", "count", "topic verification"]
  package static let rehearsal = Rehearsal.runsBeforeChanges
  package static let readsClusters = true

  @Argument(
    help: "Collection, on the source by default.", completion: .names(.collections))
  package var name: String
  @Option(
    help: ArgumentHelp("File to write, in JSON Lines.", valueName: "file"), completion: .file())
  package var save: String
  @Option(
    help: ArgumentHelp(
      "Entities to keep by key, with a digest of each field (0).", valueName: "n"))
  package var withRows = 0
  @Option(
    help: ArgumentHelp("Entities to search for, whose neighbours are kept (100).", valueName: "n"))
  package var queries = SearchOptions.usualQueries
  @Option(help: ArgumentHelp("Neighbours of each (10).", valueName: "n"))
  package var limit = SearchOptions.usualLimit
  @Flag(name: .shortAndLong, help: "Replace an existing file without a question.")
  package var yes = false
  @OptionGroup package var common: CommonOptions

  package init() {}

  package func validate() throws {
    // A million rows of a hundred fields are the 1 GiB that a file may have.
    if !(0...1_000_000).contains(withRows) {
      throw ValidationError("--with-rows takes a number from 0 to 1000000")
    }
    try SearchRule.check(queries, from: 0)
    try SearchRule.check(limit: limit)
  }

  package func run(in session: ShellSession) async throws -> CommandResult {
    let collection = try session.locate(name, on: .source)
    try await session.requireExisting([collection])
    let file = try await ReportFile.prepare(save, as: "baseline", in: session, yes: yes)
    if collection.side == .source { try await session.loadOfFile(collection.address) }
    let clock = ContinuousClock.now
    var baseline = try await read(collection, in: session)
    baseline.takenAt = Figures.timestamp(Date())
    let text = try baseline.text
    try BaselineSource.requireReadable(bytes: text.utf8.count)
    try file.write(text)
    return CommandResult(
      BaselineScreen(
        collection: collection.text, file: save, baseline: baseline, bytes: text.utf8.count,
        time: clock.duration(to: .now)))
  }

  private func read(
    _ collection: LocatedCollection, in session: ShellSession
  ) async throws -> Baseline {
    var options = BaselineOptions()
    (options.rows, options.queries, options.limit) = (withRows, queries, limit)
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: collection.address.name.text,
      step: "baseline")
    return try await progress.whileShown { [options] announce in
      try await session.engine.baseline(
        of: collection.address, on: collection.cluster.cluster, collection.side, options: options,
        announce: announce)
    }
  }
}

/// What was kept of a collection, and where.
struct BaselineScreen: Renderable {
  static let schema = "baselineFile/1"
  static let isOutcome = true

  var collection: String
  var file: String
  var baseline: Baseline
  var bytes: Int
  var time: Duration

  var json: JSONObject {
    [
      "collection": .string(collection), "file": .string(file), "bytes": .integer(Int64(bytes)),
      "takenAt": .string(baseline.takenAt), "entities": .integer(baseline.entities),
      "ranges": .integer(Int64(baseline.rangeCount)),
      "keptEntities": .integer(Int64(baseline.rowCount)),
      "searches": .integer(Int64(baseline.searchCount)),
      "seconds": .number(Figures.seconds(time)),
    ]
  }

  var sections: [Section] {
    let searches = baseline.searchCount == 1 ? "search" : "searches"
    let parts: [String?] = [
      "\(Figures.count(baseline.entities)) entities",
      Figures.count(baseline.rangeCount, of: "key range"),
      baseline.rowCount > 0 ? "\(Figures.count(baseline.rowCount)) of them by key" : nil,
      baseline.searchCount > 0 ? "\(Figures.count(baseline.searchCount)) \(searches)" : nil,
    ]
    let told = parts.compactMap(\.self).joined(separator: ", ")
    return [
      .text(
        "\(collection)  \(told) -> \(file), \(Figures.size(Int64(bytes))), "
          + Figures.duration(time))
    ]
  }
}
