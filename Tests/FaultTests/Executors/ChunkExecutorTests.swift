internal import Foundation
internal import MilvusClient
internal import MilvusWire
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What every executor of chunks has to stand: the same findings, and the source's rows.
@Suite(.timeLimit(.minutes(30)))
struct ChunkExecutorTests {
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }
  private static let readFaults = faults.filter { $0.concerns("Query", isChange: false) }

  @Test(
    arguments: Cases.few(1, of: [ExecutorKind.local, .process, .pool, .spark], from: 1),
    Cases.few(1, of: readFaults))
  func `a call that goes wrong changes nothing of what a comparison finds`(
    executor: ExecutorKind, fault: FaultPlan.Fault
  ) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      try await course.outdate()
      let queries = { (side: FaultCourse.Side) in
        course.fake(side).calls.count { $0.method == "Query" }
      }
      let before = FaultCourse.Side.allCases.map(queries)
      let untouched = Findings(try await course.verify(patience: 0))
      let counts = zip(FaultCourse.Side.allCases, before).map { ($0, queries($0) - $1) }
      for (side, count) in counts {
        try #require(count > 2)
        for call in Places.among(count, few: 1, for: "verify \(executor) \(fault) \(side)") {
          let plan = FaultPlan(fault, atCall: call, of: ["Query"])
          let found = try? await course.verify(patience: 5) { course.fake(side).arm(plan) }
          #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
          if let found { #expect(Findings(found) == untouched, "\(executor) \(side): \(plan)") }
          let again = Findings(try await course.verify(patience: 0))
          #expect(again == untouched, "\(executor) \(side): \(plan)")
        }
      }
    }
  }

  /// For the local executor `SyncFaultTests` do that.
  @Test(arguments: Cases.few(1, of: faults))
  func `a sync by workers that stops at a call is run again to equality`(
    fault: FaultPlan.Fault
  ) async throws {
    try await FaultCourse.open(.varchar, executor: .process) { course in
      for (side, method) in [
        (FaultCourse.Side.source, "Query"), (.target, "Query"), (.target, "Upsert"),
        (.target, "Delete"),
      ] where fault.concerns(method, isChange: method != "Query") {
        try await course.outdate()
        let plan = FaultPlan(fault, atCall: 1, of: [method])
        _ = try await course.sync(patience: 0) { course.fake(side).arm(plan) }
        #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
        try course.expectEquality(try await course.sync(patience: 0), "\(side): \(plan)")
      }
    }
  }

  @Test(
    arguments: ExecutorKind.losable + [.spark],
    Cases.few(1, of: [VerifyOptions.Mode.full, .sample]))
  func `a comparison whose worker is lost at any line finds the same`(
    executor: ExecutorKind, mode: VerifyOptions.Mode
  ) async throws {
    try await FaultCourse.open(.varchar, executor: executor) { course in
      try await course.outdate()
      let all = LineCount(losingAt: nil)
      let untouched = Findings(
        try await course.verify(patience: 0, workers: executor.launcher(all.passes), mode))
      try #require(all.count > 4 && !untouched.kinds.isEmpty)
      for line in Places.among(all.count, few: 2, for: "verify \(mode) \(executor)") {
        let count = LineCount(losingAt: line)
        let found = Findings(
          try await course.verify(patience: 0, workers: executor.launcher(count.passes), mode))
        #expect(found == untouched, "\(executor) lost at line \(line)")
        #expect(count.count >= line)
      }
    }
  }

  @Test(arguments: [ExecutorKind.lines, .spark])
  func `a comparison whose worker gave up finds the same`(executor: ExecutorKind) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      try await course.outdate()
      let untouched = Findings(try await course.verify(patience: 0))
      let first = FirstGivenUp()
      let found = try await course.verify(
        patience: 0, workers: executor.launcher(reports: first.reports))
      #expect(first.isMet && Findings(found) == untouched)
    }
  }

  @Test(
    arguments: Cases.few(1, of: [KeyKind.varchar, .int64]), ExecutorKind.losable + [.spark])
  func `a sync whose worker is lost at any line ends in equality`(
    keys: KeyKind, executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(keys, executor: executor) { course in
      try await course.outdate()
      let all = LineCount(losingAt: nil)
      try course.expectEquality(
        try await course.sync(patience: 0, workers: executor.launcher(all.passes)), "untouched")
      try #require(all.count > 4)
      for line in Places.among(all.count, few: 2, for: "sync \(keys) \(executor)") {
        try await course.outdate()
        let count = LineCount(losingAt: line)
        let report = try await course.sync(patience: 0, workers: executor.launcher(count.passes))
        try course.expectEquality(report, "\(executor) lost at line \(line)")
        #expect(count.count >= line)
      }
    }
  }

  @Test(arguments: ExecutorKind.losable + [.spark])
  func `a late write of a lost worker is found by the count of the partition, and made single`(
    executor: ExecutorKind
  ) async throws {
    // Such keys are written by deleting and inserting.
    try await FaultCourse.open(.generated, executor: executor) { course in
      try await course.loseRows()
      let doubt = FirstFailure()
      let report = try await course.sync(
        patience: 0, workers: executor.launcher(doubt.passes)
      ) {
        course.target.arm(FaultPlan(.delayed, atCall: 1))
      }
      let landed = course.target.landedRows
      #expect(course.target.disarm(), "no write is late")
      #expect(doubt.hasLost && landed > 0, "\(landed) rows land late")
      try course.expectEquality(report, "\(executor)")
    }
  }

  @Test(arguments: ExecutorKind.allCases)
  func `rows that the target refuses are named, and not counted as written`(
    executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(
      .shadowing, from: FakeMilvus("2.3.5"), to: FakeMilvus("2.6.18"), executor: executor
    ) { course in
      try await course.loseRows()
      let report = try #require(try await course.sync(patience: 0))
      #expect(report.refused.count == 2 && report.written == 5 && report.writtenBytes > 0)
      #expect(report.left.kinds == [.missing: 2] && report.settled(.missing) == 5)
    }
  }

  @Test(arguments: ExecutorKind.losable + [.spark])
  func `workers that die of every task end a comparison in words`(
    executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      try await course.outdate()
      let deadly = executor.launcher { !$0.contains("\"views\"") }
      let failure = await #expect(throws: Failure.self) {
        try await course.verify(patience: 0, workers: deadly)
      }
      #expect(failure?.code == .workersFailed, "\(String(describing: failure))")
      #expect(!Findings(try await course.verify(patience: 0)).kinds.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a driver of Spark that ends in the middle of a wave ends a comparison`() async throws {
    try await FaultCourse.open(.int64, executor: .spark) { course in
      try await course.outdate()
      let execution = JobExecution.spark(slots: 2) {
        SparkStandIn.link({ _ in true }, outlives: { !$0.contains("views") })
      }
      let failure = await #expect(throws: Failure.self) {
        try await course.verify(patience: 0, workers: WorkerLauncher(execution: execution))
      }
      #expect(failure?.message == "spark-submit ended", "\(String(describing: failure))")
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `what is broken off on Spark ends, although no worker says that it has ended`()
    async throws
  {
    try await FaultCourse.open(.int64, executor: .spark) { course in
      try await course.outdate()
      let (ends, end) = AsyncStream<Void>.makeStream()
      let silent = ExecutorKind.spark.launcher(
        reports: { line in
          guard case .chunk? = try? WorkerReport(line: line) else { return line }
          end.finish()
          return WorkerReport.notice(.limited, "").encodedLine
        })
      let comparison = Task { try await course.verify(patience: 0, workers: silent) }
      for await _ in ends {}
      comparison.cancel()
      await #expect(throws: (any Error).self) { try await comparison.value }
      #expect(!Findings(try await course.verify(patience: 0)).kinds.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a sync that is broken off on Spark completes a write in two steps`() async throws {
    try await FaultCourse.open(.generated, executor: .spark) { course in
      try await course.loseRows()
      let left = course.target.rows(of: course.sample.name).count
      let write = course.target.hold("Delete")
      let sync = Task { try await course.sync(patience: 0) }
      await write.arrival()
      sync.cancel()
      write.open()
      let report = try await sync.value
      #expect(report == nil)
      #expect(course.target.rows(of: course.sample.name).count > left)
    }
  }
}

extension SampleCollection {
  /// A collection of which one row of each partition has an undeclared field with a declared one's name.
  fileprivate static var shadowing: SampleCollection {
    var sample = SampleCollection("docs") { $0.enableDynamicField = true }
    sample.partitions = ["east"]
    sample.amend = { request in
      for place in request.fieldsData.indices where request.fieldsData[place].isDynamic {
        request.fieldsData[place].scalars.jsonData.data[3] = Data(#"{"v":[1]}"#.utf8)
      }
    }
    return sample
  }
}

/// What a comparison found.
private struct Findings: Equatable {
  let kinds: [Difference.Kind: Int64]
  let differences: Set<Difference>
  let counts: [Int64]
  let ranges: [ComparedRange]

  init(_ report: VerificationReport) {
    (kinds, differences) = (report.kinds, Set(report.differences))
    counts = [
      report.differenceCount, report.sourceRows, report.targetRows, report.comparedRows,
      Int64(report.allRanges), Int64(report.differingRanges),
    ]
    ranges = report.comparedRanges
  }
}

extension FaultCourse {
  /// Expects that a sync says that the target is what the source is, and that it is.
  fileprivate func expectEquality(_ report: RepairReport?, _ what: String) throws {
    #expect(report?.isEqual == true, "\(what)")
    let (here, there) = (source.rows(of: sample.name), target.rows(of: sample.name))
    #expect(there == here, "\(what): \(there.count) rows for \(here.count)")
  }
}

/// Loses the first worker that says that a task failed, before it is heard.
private final class FirstFailure: Sendable {
  private let state = Mutex(false)

  var hasLost: Bool { state.withLock(\.self) }

  var passes: @Sendable (String) -> Bool {
    { line in
      guard case .ended? = try? WorkerReport(line: line) else { return true }
      return self.state.withLock { hasLost in
        defer { hasLost = true }
        return hasLost
      }
    }
  }
}
