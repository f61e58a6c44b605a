internal import MilvusClient

@testable internal import MigrationEngine
@testable internal import RangeTransfer

extension WorkerCoordination {
  /// What the tasks of a job share whose ends nobody speaks to.
  static func idle(
    progress: ProgressCounter = ProgressCounter(), throttle: WriteThrottle = WriteThrottle(),
    notify: @escaping @Sendable (JobNotice.Kind, String) -> Void = { _, _ in }
  ) -> WorkerCoordination {
    let access = MilvusAccess(endpoint: MilvusEndpoint(socket: "none"))
    let allowance = RejectAllowance(limit: 0, spent: 0, hasTaken: false)
    let start = WorkerStart(
      from: access, to: access, allowance: allowance, retries: RetryPolicy(), parallel: 1)
    return WorkerCoordination(
      start: { start }, allowance: allowance, progress: progress, control: JobControl(),
      throttle: throttle, notify: notify)
  }
}
