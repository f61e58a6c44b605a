internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// Has the tasks of one job done by several workers, each by the one that has the fewest in hand.
package final class WorkerPool: RangeExecutor, ChunkExecutor {
  private let workers: [WorkerExecutor]
  private let loads: Mutex<[Int]>

  /// A pool of one worker or more.
  package init(_ workers: [WorkerExecutor]) {
    precondition(!workers.isEmpty, "somebody has to do the tasks")
    self.workers = workers
    loads = Mutex(Array(repeating: 0, count: workers.count))
  }

  package func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    await withLeastLoaded { await $0.run(task, lease: lease) }
  }

  package func run(_ task: ChunkTask) async throws -> ChunkOutcome? {
    try await withLeastLoaded { try await $0.run(task) }
  }

  private func withLeastLoaded<R>(_ body: (WorkerExecutor) async throws -> R) async rethrows -> R {
    let place = loads.withLock { loads in
      let place = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[place] += 1
      return place
    }
    defer { loads.withLock { $0[place] -= 1 } }
    return try await body(workers[place])
  }

  /// Keeps the workers for the time of the body.
  package func whileServing<R>(_ body: () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in workers {
        group.addTask { await worker.serve() }
      }
      defer { group.cancelAll() }
      return try await body()
    }
  }
}
