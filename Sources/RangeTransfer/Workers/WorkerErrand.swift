internal import MigrationPlanning
internal import MilvusClient

/// A task that somebody elsewhere does.
package enum WorkerErrand: Sendable {
  /// To copy a key range.
  case copy(RangeTask, RangeLease)
  /// To compare one, and to repair it if need be.
  case chunk(ChunkTask)

  /// What became of it.
  package enum Ending: Sendable {
    /// The outcome of a copy; of a comparison, why it has none of its own.
    case copied(RangeOutcome)
    /// The outcome of a comparison, and of the repair if there was one.
    case chunk(ChunkOutcome)
  }

  /// The order to do it, by a number.
  func order(_ number: Int, hasTaken: Bool) -> WorkerOrder {
    switch self {
    case .copy(let task, _): .task(number, task, hasTaken: hasTaken)
    case .chunk(let task): .chunk(number, task, hasTaken: hasTaken)
    }
  }

  /// Whether it is to write in any case.
  var isCopy: Bool { if case .copy = self { true } else { false } }

  /// Whether whoever does it may be in the midst of a write that must not end there.
  var mayRepair: Bool {
    if case .chunk(let task) = self { task.work != .compare } else { false }
  }
}

/// Has tasks of both kinds done elsewhere.
package protocol ErrandExecutor: RangeExecutor, ChunkExecutor {
  /// Has a task done, until it has ended in one way or the other.
  func ending(of errand: WorkerErrand) async -> WorkerErrand.Ending
}

extension ErrandExecutor {
  package func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    switch await ending(of: .copy(task, lease)) {
    case .copied(let outcome): outcome
    case .chunk: .lost
    }
  }

  package func run(_ task: ChunkTask) async throws -> ChunkOutcome? {
    switch await ending(of: .chunk(task)) {
    case .chunk(let outcome): return outcome
    case .copied(.lost): return nil
    case .copied(.stopped(let failure, _)): throw failure
    case .copied: throw CancellationError()
    }
  }
}

extension WorkerCoordination {
  /// The ending of a task, told to what all tasks of the job share.
  package func settled(
    _ ending: WorkerErrand.Ending, of errand: WorkerErrand, counted: CountedRows
  ) -> WorkerErrand.Ending {
    switch (ending, errand) {
    case (.copied(let outcome), .copy(let task, _)):
      return .copied(settled(outcome, of: task, counted: counted))
    case (.chunk(let outcome), .chunk(let task)):
      let failure = spend(
        outcome.sent.rejects, of: task.views.left.collection, hasTaken: outcome.sent.bytes > 0)
      return failure.map { .copied(.stopped($0)) } ?? ending
    case (.copied, .chunk), (.chunk, .copy): return ending
    }
  }
}
