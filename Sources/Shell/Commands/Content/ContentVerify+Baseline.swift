internal import ArgumentParser
internal import MigrationEngine
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension ContentVerify {
  /// A baseline is of the whole of one collection.
  func validateAgainst() throws {
    guard targetName == nil, !all, mode == nil, partition.isEmpty, filter == nil, fields.isEmpty,
      !sample.isGiven, !search.isChosen, execution.on == nil
    else {
      throw ValidationError(
        "--against compares one collection as a whole; it takes --min-overlap and --report")
    }
  }

  /// Holds a collection of either side against what was kept of it, or of another one.
  func compare(
    _ name: String, against path: String, in session: ShellSession
  ) async throws -> CommandResult {
    let collection = try session.locate(name, on: .source)
    let baseline = try await BaselineSource(path: path).read()
    if search.minOverlap != nil, baseline.searchCount == 0 {
      throw UsageError(
        .invalidValue, "the baseline \"\(path)\" has no answers that --min-overlap could judge",
        hint: "compare all else with: verify \(Quoting.quoted(name)) --against "
          + Quoting.quoted(path))
    }
    try await session.requireExisting([collection])
    if collection.side == .source { try await session.loadOfFile(collection.address) }
    let file = try await reportFile(in: session)
    let progress = ComparisonProgress(
      session: session, isQuiet: common.quiet, subject: collection.address.name.text,
      step: "verify")
    let found: BaselineReport
    do {
      found = try await advising(about: collection, in: session) {
        try await progress.whileShown { announce in
          try await session.engine.verify(
            collection.address, on: collection.cluster.cluster, collection.side, against: baseline,
            announce: announce)
        }
      }
    } catch let mismatch as BaselineKeyMismatch {
      throw refusal(mismatch, collection, path)
    }
    var screen = BaselineCheckScreen(report: found, file: path)
    screen.minOverlap = search.minOverlap?.share
    screen.finishedAt = Date()
    try await file?.write(
      Renderer(format: .json).text(of: screen), notedIn: session, isQuiet: common.quiet)
    return CommandResult(screen, status: screen.isEqual ? .done : .differs)
  }

  private func refusal(
    _ mismatch: BaselineKeyMismatch, _ collection: LocatedCollection, _ path: String
  ) -> UsageError {
    UsageError(
      .invalidValue,
      """
      the baseline "\(path)" is of "\(mismatch.original.name)", whose key is \(mismatch.kept); \
      that of "\(collection.address.name)" is \(mismatch.present)
      """,
      hint: "name the collection that the baseline is of, or a copy of that one")
  }
}

/// A file that `baseline` is said to have written.
struct BaselineSource {
  let path: String

  // 1 GiB: some seventeen million key ranges.
  private static let capacity = 1 << 30

  /// Makes sure that a file of that size would be read again.
  ///
  /// - Throws: `UsageError.invalidValue`.
  static func requireReadable(bytes: Int) throws {
    guard bytes > capacity else { return }
    throw UsageError(
      .invalidValue,
      """
      the baseline would have \(Figures.count(bytes)) bytes, more than the \
      \(Figures.count(capacity)) that verify reads
      """,
      hint: "keep fewer entities or answers: lower --with-rows, --queries or --limit")
  }

  /// The baseline in it.
  ///
  /// - Throws: `UsageError.unreadableFile` or `.badText`.
  func read() async throws -> Baseline {
    var file = ForeignFile(name: path, path: path, noun: "the baseline")
    file.capacity = Self.capacity
    let text = try await file.read().text
    do {
      return try Baseline(text: text)
    } catch let flaw as BaselineFlaw {
      throw error(flaw)
    }
  }

  private func error(_ flaw: BaselineFlaw) -> UsageError {
    let anew = "take it anew if the collection is still there: help baseline"
    switch flaw {
    case .foreign:
      return UsageError(
        .badText, "\"\(path)\" is no baseline", hint: "baseline NAME --save FILE writes one")
    case .newer(let schema):
      return UsageError(
        .badText, "\"\(path)\" is a baseline of another form: \(schema), not \(Baseline.schema)",
        hint: "verify it with the vecferry that wrote it, or a newer one")
    case .truncated:
      return UsageError(.badText, "the baseline \"\(path)\" ends too early", hint: anew)
    case .damaged(let line):
      let place = line.map { " in line \($0)" } ?? ""
      return UsageError(.badText, "the baseline \"\(path)\" is damaged\(place)", hint: anew)
    }
  }
}
