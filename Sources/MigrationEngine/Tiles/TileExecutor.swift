internal import MigrationPlanning
internal import MilvusClient

/// Compares and mends key ranges, wherever it does so.
///
/// It may be handed a task that was handed out before. What is written for it is written by key, so that
/// what somebody else still writes for the same task changes nothing.
protocol TileExecutor: Sendable {
  /// Does a task; nil if whoever did it is gone, with or without having written rows.
  func run(_ task: TileTask) async throws -> TileOutcome?
}

extension TileExecutor {
  /// Has a task done, and again by somebody else if whoever did it is gone.
  func complete(_ task: TileTask) async throws -> TileOutcome {
    // As often as a range that is copied.
    for _ in 1...3 { if let outcome = try await run(task) { return outcome } }
    throw Failure(
      .workersFailed,
      """
      keys \(task.tile.range.text) of "\(task.views.left.collection)" were handed out 3 times, and \
      whoever was to compare them ended without a word
      """)
  }
}

/// Compares and mends key ranges in this process.
struct LocalTileExecutor: TileExecutor {
  let ends: TileEnds
  /// The rows that the target may refuse.
  let allowance: RejectAllowance

  func run(_ task: TileTask) async throws -> TileOutcome? {
    var outcome =
      switch task.work {
      case .compare: TileOutcome(try await ends.comparison(of: task.views).compare(task.tile))
      case .mend(let rules): try await mending(task, rules).mend(task.tile)
      case .makeSingle(let rules): try await mending(task, rules).makeSingle(task.tile)
      }
    outcome.keepMostNamed()
    return outcome
  }

  private func mending(_ task: TileTask, _ rules: MendingRules) -> TileMending {
    TileMending(
      ends: ends, views: task.views, rules: rules,
      sink: MendingSink(ends.target, task.views, rules, allowance))
  }
}
