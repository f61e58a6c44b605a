internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Verifier {
  /// Has key ranges looked at for the time of the body: in this process, or elsewhere if there are to be
  /// workers.
  ///
  /// The target may refuse as many rows as are allowed: none where rows are only compared.
  func withExecutor<R>(
    _ allowance: RejectAllowance = RejectAllowance(limit: 0, spent: 0, hasTaken: false),
    _ body: (any ChunkExecutor) async throws -> R
  ) async throws -> R {
    let coordination = coordination(allowance)
    switch execution {
    case .here: return try await body(LocalChunkExecutor(ends: ends, allowance: allowance))
    case .workers(let count, let launch):
      let pool = WorkerPool(
        (0..<count).map { _ in WorkerExecutor(launch: launch, for: coordination) })
      return try await pool.whileServing { try await body(pool) }
    case .spark(let slots, let launch):
      let executor = SparkExecutor(launch: launch, slots: slots, for: coordination)
      return try await executor.whileServing { try await body(executor) }
    }
  }

  private func coordination(_ allowance: RejectAllowance) -> WorkerCoordination {
    let (source, target) = (source.client.access, target.client.access)
    let (retrier, width) = (self.target.retrier, width)
    return WorkerCoordination(
      start: {
        WorkerStart(
          from: source, to: target, allowance: allowance, retries: retrier.policy,
          parallel: width)
      },
      allowance: allowance, progress: ProgressCounter(), control: retrier.control,
      throttle: retrier.throttle, notify: retrier.notify)
  }
}
