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

  func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    var copy = RangeCopy(task, by: self, lease: lease)
    return await copy.run()
  }
}

/// The ends of routes, as this process speaks to them.
protocol RouteEnds: Sendable {
  /// A reader of what a route moves; the same for each task, so that what it learns is kept.
  func reader(of route: RowRoute) -> RowReader

  /// What writes rows to where a route leads.
  func sink(of route: RowRoute) -> any RowSink
}
