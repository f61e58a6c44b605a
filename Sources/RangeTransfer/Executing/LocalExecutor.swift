internal import MigrationPlanning
internal import MilvusClient

/// Does the tasks of one job in this process.
package struct LocalExecutor: RangeExecutor {
  let ends: any RouteEnds
  let retrier: Retrier
  /// Who may write to the target.
  let writers: ConcurrencyLimit
  let control: JobControl
  let allowance: RejectAllowance
  let progress: ProgressCounter
  let notify: @Sendable (JobNotice.Kind, String) -> Void
  /// A row that the target took, to ask whether it still takes any.
  let knownRow = KnownRow()
  /// Parts of a large range to copy at the same time.
  var parallel = MigrationOptions().parallel

  package func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    await run(task, lease: lease, wrote: { _, _ in })
  }

  /// Does a task, and tells what the target took of it, write by write.
  package func run(
    _ task: RangeTask, lease: @escaping RangeLease,
    wrote: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void
  ) async -> RangeOutcome {
    guard task.isCoarse(ends.reader(of: task.route).limits) else {
      var copy = RangeCopy(task, by: self, lease: lease, wrote: wrote)
      return await copy.run()
    }
    var copy = ShardCopy(task, by: self, lease: lease, wrote: wrote)
    return await copy.run()
  }
}

extension LocalExecutor {
  /// Copies between two ends of this process.
  package init(
    from source: Endpoint, to target: Endpoint, retrier: Retrier, control: JobControl,
    allowance: RejectAllowance, progress: ProgressCounter, parallel: Int,
    notify: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    self.init(
      ends: MilvusEnds(from: source, to: target), retrier: retrier,
      writers: target.concurrency, control: control, allowance: allowance, progress: progress,
      notify: notify, parallel: parallel)
  }
}

/// The ends of routes, as this process speaks to them.
protocol RouteEnds: Sendable {
  /// A reader of what a route moves; the same for each task, so that what it learns is kept.
  func reader(of route: RowRoute) -> RowReader

  /// What writes rows to where a route leads.
  func sink(of route: RowRoute) -> any RowSink
}
