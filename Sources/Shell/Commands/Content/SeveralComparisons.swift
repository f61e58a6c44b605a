internal import MigrationEngine
internal import MilvusClient

/// Compares several collections of the source with those of their names, and shows how far it is.
struct SeveralComparisons: Sendable {
  /// Comparisons at a time: their calls share one budget, so that more would only wait.
  private static let width = 4

  var session: ShellSession
  var options: VerifyOptions
  var isQuiet: Bool

  private enum Step: Sendable {
    case moves(ProgressReading)
    case ended(subject: String)
  }

  /// What was found, a row for each collection.
  func compare(
    _ collections: [LocatedCollection]
  ) async throws -> (table: VerificationTable, status: ExitStatus) {
    let (steps, voice) = AsyncStream.makeStream(of: Step.self)
    async let shown: Void = show(steps, of: collections.count)
    do {
      let (rows, status) = try await session.eachSideBySide(
        collections, atMost: Self.width, failed: VerificationTable.Row.init
      ) { source in
        defer { voice.yield(.ended(subject: source.address.name.text)) }
        return try await compare(source) { voice.yield(.moves($0)) }
      }
      voice.finish()
      await shown
      return (
        VerificationTable(
          mode: options.mode, database: session.database(.source), comparisons: rows), status
      )
    } catch {
      voice.finish()
      await shown
      throw error
    }
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

  private func show(_ steps: AsyncStream<Step>, of total: Int) async {
    var view = ProgressView(in: session, isQuiet: isQuiet)
    var moving: [ProgressReading] = []
    var ended = 0
    for await step in steps {
      switch step {
      case .moves(let reading):
        if let place = moving.firstIndex(where: { $0.subject == reading.subject }) {
          moving[place] = reading
        } else {
          moving.append(reading)
        }
      case .ended(let subject):
        moving.removeAll { $0.subject == subject }
        ended += 1
      }
      await view.show(
        moving, atMost: JobBoard.most,
        all: ProgressReading(
          subject: "all", step: "verify", done: Int64(ended), total: Int64(total)))
    }
    await view.clear()
  }
}
