internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// A list of keys and a target, whatever the route.
private struct ListedEnds: RouteEnds {
  let reader: RowReader
  let target: PickyTarget

  func reader(of route: RowRoute) -> RowReader { reader }

  func sink(of route: RowRoute) -> any RowSink { target }
}

/// Does tasks here, and tells each write.
private struct TellingExecutor: RangeExecutor {
  let local: LocalExecutor
  let wrote: @Sendable (_ rows: Int, _ bytes: Int) -> Void

  func run(_ task: RangeTask, lease: @escaping RangeLease) async -> RangeOutcome {
    await local.run(task, lease: lease, wrote: wrote)
  }
}

/// One key range of a real journal, and what copies it from a list to a target.
struct RangeDock {
  let journal: Journal
  let job: Int64
  let work: RangeWork
  let control = JobControl()
  private let plan: MigrationPlan
  private let source: ListedSource
  private let scratch: Scratch

  /// A range that holds all of these keys.
  init(
    keys: [Int64], replay: ReplayStrategy = .upsert,
    source change: (inout ListedSource) -> Void = { _ in }
  ) async throws {
    scratch = try Scratch()
    var source = ListedSource(listed: keys)
    change(&source)
    self.source = source
    journal = try Journal.open(folder: scratch.path(of: "state"), as: .writer)
    let facts = Sample.facts(Sample.schema([Sample.title]))
    var plan = try #require(try Sample.collection(facts).planner.plan())
    plan.replay = replay
    self.plan = plan
    let record = try await journal.create(
      NewJob(
        fingerprint: plan.fingerprint, sourcePlace: plan.sourcePlace, targetPlace: plan.targetPlace,
        sourceLabel: "a", targetLabel: "b", sourceDatabase: "default", sourceCollection: "docs",
        targetDatabase: "default", targetCollection: "docs", plan: try plan.encoded(),
        createdAt: Date(timeIntervalSince1970: 0)))
    job = record.id
    let partition = try await journal.addPartition(job, name: "_default")
    let range = NewRange(lower: nil, upper: nil, expectedRows: Int64(keys.count))
    let ranges = try await journal.plan(
      [range], partition: partition.id, scannedThrough: nil, complete: true)
    work = try RangeWork(try #require(ranges.first), partition: "_default")
  }

  /// Copies the range to a target that may refuse so many rows, and has taken some before or none.
  func copy(
    to target: PickyTarget, allowance: Int = 1000, hasTaken: Bool = false, parallel: Int = 1,
    rate: Double? = nil,
    wrote: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void = { _, _ in }
  ) async throws -> RangeOutcome {
    let progress = ProgressCounter()
    let retrier = Retrier(progress: progress, control: control, notify: { _, _ in })
    retrier.throttle.allow(atMost: rate)
    let executor = LocalExecutor(
      ends: ListedEnds(reader: RowReader(source, retrier: retrier), target: target),
      retrier: retrier, writers: ConcurrencyLimit(width: 1), control: control,
      allowance: RejectAllowance(limit: allowance, spent: 0, hasTaken: hasTaken),
      progress: progress, notify: { _, _ in }, parallel: parallel)
    return try await RangeCoordinator(
      journal: journal, route: try RowRoute(plan, timestamp: nil),
      executor: TellingExecutor(local: executor, wrote: wrote), progress: progress
    ).copy(work)
  }

  /// The range as the journal has it.
  func record() async throws -> RangeRecord {
    try #require(try await journal.range(work.id))
  }

  /// Keys of rejected rows.
  func rejected() async throws -> [PrimaryKey] {
    try await journal.rejectedRows(job).map(\.key)
  }
}
