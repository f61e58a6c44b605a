internal import MigrationEngine
internal import MilvusClient

/// Compares several collections of the source with those of their names, and shows how far it is.
struct SeveralComparisons: Sendable {
  /// Comparisons at a time: their calls share one budget, so that more would only wait.
  private static let width = 4

  var session: ShellSession
  var options: VerifyOptions
  var isQuiet: Bool

  /// What was found, a row for each collection.
  func compare(
    _ collections: [LocatedCollection]
  ) async throws -> (table: VerificationTable, status: ExitStatus) {
    let progress = SeveralProgress(
      session: session, isQuiet: isQuiet, step: "verify", total: collections.count)
    let (rows, status) = try await progress.whileShown { voice in
      try await session.eachSideBySide(
        collections, atMost: Self.width, failed: VerificationTable.Row.init
      ) { source in
        defer { voice.ended(source.address.name.text) }
        return try await compare(source) { voice.moves($0) }
      }
    }
    return (
      VerificationTable(
        mode: options.mode, database: session.database(.source), comparisons: rows), status
    )
  }

  private func compare(
    _ source: LocatedCollection, board: @escaping @Sendable (ProgressReading) -> Void
  ) async throws -> VerificationTable.Row {
    let target = try await session.counterpart(of: source, named: nil)
    try await session.requireExisting([source, target])
    try await session.loadOfFile(source.address)
    let progress = ComparisonProgress(
      session: session, isQuiet: isQuiet, subject: source.address.name.text, step: "verify",
      board: board)
    let found = try await progress.whileShown { announce in
      try await session.engine.verify(
        source.address, on: source.cluster.cluster, against: target.address,
        on: target.cluster.cluster, options: options, announce: announce)
    }
    return VerificationTable.Row(source: source.text, target: target.text, report: found)
  }
}
