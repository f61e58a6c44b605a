internal import MigrationPlanning
internal import MilvusClient

/// Does the tasks of one job in this process.
struct LocalExecutor: RangeExecutor {
  let ends: any RouteEnds
  let persistence: Persistence
  /// Who may write to the target.
  let writers: Turnstile
  let control: JobControl
  let allowance: RejectAllowance
  let progress: ProgressCounter
  let say: @Sendable (JobNotice.Kind, String) -> Void
  /// A row that the target took, to ask whether it still takes any.
  let knownRow = KnownRow()
  /// Parts of a large range to copy at the same time.
  var parallel = MigrationOptions().parallel

  func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    await run(task, lease: lease, wrote: { _, _ in })
  }

  /// Does a task, and tells what the target took of it, write by write.
  func run(
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
  init(
    from source: Endpoint, to target: Endpoint, persistence: Persistence, control: JobControl,
    allowance: RejectAllowance, progress: ProgressCounter, parallel: Int,
    say: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    self.init(
      ends: MilvusEnds(from: source, to: target), persistence: persistence,
      writers: target.turnstile, control: control, allowance: allowance, progress: progress,
      say: say, parallel: parallel)
  }
}

/// The ends of routes, as this process speaks to them.
protocol RouteEnds: Sendable {
  /// A reader of what a route moves; the same for each task, so that what it learns is kept.
  func reader(of route: RowRoute) -> RowReader

  /// What writes rows to where a route leads.
  func sink(of route: RowRoute) -> any RowSink
}
