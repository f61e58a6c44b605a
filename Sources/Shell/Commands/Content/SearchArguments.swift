package import ArgumentParser
internal import MigrationEngine

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Which searches `verify --mode search` asks both sides, as typed.
package struct SearchArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("Entities of the source to search for (100).", valueName: "n"))
  package var queries: Int?
  @Option(
    help: ArgumentHelp("File with what to search for, in JSON Lines.", valueName: "file"),
    completion: .file())
  package var queriesFrom: String?
  @Option(help: ArgumentHelp("Neighbours to ask for (10).", valueName: "n"))
  package var limit: Int?
  @Flag(help: "Measure recall against all entities, whose vectors are read for that.")
  package var exact = false
  @Option(
    help: ArgumentHelp(
      "Parameters of the searches, as '{\"ef\": 64}'; the servers' own if left out.",
      valueName: "json"))
  package var params: String?
  @Option(
    help: ArgumentHelp(
      "Least mean overlap of the answers, 0 to 1; below it the status is 3.", valueName: "share"))
  package var minOverlap: Overlap?

  package init() {}

  /// Whether anything was said about searches.
  var isGiven: Bool { isChosen || minOverlap != nil }

  /// Whether anything was said about what is searched for, and how.
  var isChosen: Bool {
    queries != nil || queriesFrom != nil || limit != nil || exact || params != nil
  }

  package func validate() throws {
    if queries != nil, queriesFrom != nil {
      throw ValidationError("--queries and --queries-from exclude each other")
    }
    if let queries { try SearchRule.check(queries, from: 1) }
    if let limit { try SearchRule.check(limit: limit) }
    if let params { try SearchRule.check(parameters: params) }
    if let minOverlap, !(0...1).contains(minOverlap.share) {
      throw ValidationError("--min-overlap takes a share from 0 to 1, like 0.95")
    }
  }

  /// The options of the searches; those that are drawn follow from the seed, a random one if none is
  /// given.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.badText` for the file of searches.
  func options(seed: UInt32?) async throws -> SearchOptions {
    var options = SearchOptions(queries: try await chosen(seed: seed))
    options.limit = limit ?? SearchOptions.usualLimit
    options.isExact = exact
    if let params { options.parameters = params }
    return options
  }

  private func chosen(seed: UInt32?) async throws -> SearchOptions.Queries {
    guard let queriesFrom else {
      return .sample(
        queries ?? SearchOptions.usualQueries,
        seed: UInt64(seed ?? SampleArguments.anySeed))
    }
    let file = ForeignFile(name: queriesFrom, path: queriesFrom, noun: "the file of searches")
    return .list(try QueryFile.queries(in: try await file.read().text, of: queriesFrom))
  }
}

/// How many searches, and how many neighbours of each.
enum SearchRule {
  /// Far more than a mean needs; their answers are held until the end.
  static let most = 100_000

  static func check(_ queries: Int, from least: Int) throws {
    guard (least...most).contains(queries) else {
      throw ValidationError("--queries takes a number from \(least) to \(most)")
    }
  }

  static func check(limit: Int) throws {
    // The window of a query, on every release of Milvus.
    guard (1...16_384).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to 16384")
    }
  }

  static func check(parameters: String) throws {
    let object = try? JSONDecoder().decode([String: AnyValue].self, from: Data(parameters.utf8))
    guard object == nil else { return }
    throw ValidationError(
      "--params takes an object of JSON between quotes, like '{\"ef\": 64}'")
  }

  /// Any value of JSON, of which nothing is kept.
  private struct AnyValue: Decodable {
    init(from decoder: any Decoder) {}
  }
}

/// A share of neighbours as typed: a number, of which the range is checked with the other options.
package struct Overlap: Sendable, Equatable {
  /// The share.
  package var share: Double
}

extension Overlap: ExpressibleByArgument {
  package init?(argument: String) {
    guard let share = Double(argument) else { return nil }
    self.init(share: share)
  }
}
