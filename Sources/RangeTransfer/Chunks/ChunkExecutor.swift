internal import MigrationPlanning
internal import MilvusClient

/// Compares and repairs key ranges, wherever it does so.
///
/// It may be handed a task that was handed out before. What is written for it is written by key, so that
/// what somebody else still writes for the same task changes nothing.
package protocol ChunkExecutor: Sendable {
  /// Does a task; nil if whoever did it is gone, with or without having written rows.
  func run(_ task: ChunkTask) async throws -> ChunkOutcome?
}

extension ChunkExecutor {
  /// Has a task done, and again by somebody else if whoever did it is gone.
  package func complete(_ task: ChunkTask) async throws -> ChunkOutcome {
    // As often as a range that is copied.
    for _ in 1...3 { if let outcome = try await run(task) { return outcome } }
    throw Failure(
      .workersFailed,
      """
      keys \(task.chunk.range.text) of "\(task.views.left.collection)" were handed out 3 times, and \
      whoever was to compare them ended without a word
      """)
  }
}

/// Compares and repairs key ranges in this process.
package struct LocalChunkExecutor: ChunkExecutor {
  /// What is read, and written where it is repaired.
  package let ends: ChunkEnds
  /// The rows that the target may refuse.
  package let allowance: RejectAllowance

  /// An executor of tasks between the ends, whose repairs share the allowance.
  package init(ends: ChunkEnds, allowance: RejectAllowance) {
    (self.ends, self.allowance) = (ends, allowance)
  }

  package func run(_ task: ChunkTask) async throws -> ChunkOutcome? {
    var outcome =
      switch task.work {
      case .compare: ChunkOutcome(try await ends.comparison(of: task.views).compare(task.chunk))
      case .repair(let rules): try await chunkRepair(of: task, by: rules).repair(task.chunk)
      case .makeSingle(let rules): try await chunkRepair(of: task, by: rules).makeSingle(task.chunk)
      }
    outcome.keepMostNamed()
    return outcome
  }

  private func chunkRepair(of task: ChunkTask, by rules: RepairRules) -> ChunkRepair {
    ChunkRepair(
      ends: ends, views: task.views, rules: rules,
      sink: RepairSink(ends.target, task.views, rules, allowance))
  }
}
