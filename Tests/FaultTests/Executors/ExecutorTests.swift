internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What every executor has to stand: the source's rows arrive, each once, whatever happens to it.
@Suite(.timeLimit(.minutes(30)))
struct ExecutorTests {
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }

  /// Faults of the calls that move rows; a worker makes them alike, wherever its lines come from.
  @Test(arguments: [ExecutorKind.local, .process, .pool, .spark], Cases.few(2, of: faults))
  func `a call that goes wrong changes nothing`(
    executor: ExecutorKind, fault: FaultPlan.Fault
  ) async throws {
    try await FaultCourse.open(.varchar, executor: executor) { course in
      for (side, method) in [(FaultCourse.Side.source, "Query"), (.target, "Insert")]
      where fault.concerns(method, isChange: method == "Insert") {
        let plan = FaultPlan(fault, atCall: 2, of: [method])
        let ending = try await course.migrate(patience: side == .source ? 0 : 5) {
          course.fake(side).arm(plan)
        }
        #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
        try course.expectEquality(ending, "\(executor) \(side): \(plan)")
      }
    }
  }

  @Test(arguments: KeyKind.allCases, ExecutorKind.losable + [.pool, .spark])
  func `a worker that is lost at any line of its work is replaced by another`(
    keys: KeyKind, executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(keys, executor: executor) { course in
      let all = LineCount(losingAt: nil)
      try course.expectEquality(
        try await course.migrate(patience: 0, workers: executor.launcher(all.passes)), "untouched")
      try #require(all.count > 10)
      for line in Places.among(all.count, few: 2, for: "\(keys) \(executor)") {
        let count = LineCount(losingAt: line)
        let ending = try await course.migrate(
          patience: 0, workers: executor.launcher(count.passes))
        try course.expectEquality(ending, "\(executor) lost at line \(line)")
        #expect(count.count >= line && ending.stops.isEmpty, "line \(line): \(ending)")
      }
    }
  }

  @Test(arguments: KeyKind.allCases, ExecutorKind.losable)
  func `a late write of a lost worker is found by the final count`(
    keys: KeyKind, executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(keys, executor: executor) { course in
      let doubt = SecondLease()
      let ending = try await course.migrate(
        patience: 5, workers: executor.launcher(doubt.passes)
      ) {
        course.target.arm(FaultPlan(.delayed, atCall: 2))
      }
      let landed = course.target.landedRows
      #expect(course.target.disarm(), "no write is late")
      #expect(doubt.hasLost && landed > 0, "\(landed) rows land late")
      try course.expectEquality(ending, "\(executor)")
    }
  }

  @Test(arguments: [ExecutorKind.lines, .spark])
  func `a worker that gave up although nothing pauses is taken for lost`(
    executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      let first = FirstGivenUp()
      let ending = try await course.migrate(
        patience: 0, workers: executor.launcher(reports: first.reports))
      #expect(first.isMet && ending.stops.isEmpty, "\(ending)")
      try course.expectEquality(ending, "\(executor)")
    }
  }

  @Test func `a task that Spark fails at ends the job in the driver's words`() async throws {
    try await FaultCourse.open(.int64, executor: .spark) { course in
      let ending = try await course.migrate(
        patience: 0, workers: ExecutorKind.spark.launcher { !$0.contains("\"route\"") })
      #expect(ending.stops.count == 1, "\(ending)")
      #expect(ending.stops[0].contains("job.workersFailed: a job of Spark failed"), "\(ending)")
      try course.expectEquality(ending, "with workers that live")
    }
  }

  @Test(arguments: KeyKind.allCases)
  func `a second try of Spark that divides a range knows what the first has stored of it`(
    keys: KeyKind
  ) async throws {
    try await FaultCourse.open(keys, executor: .spark) { course in
      let hasLost = Mutex(false)
      let passes: @Sendable (String) -> Bool = { line in
        guard case .ended? = try? WorkerReport(line: line) else { return true }
        let isLater = hasLost.withLock { hasLost in
          defer { hasLost = true }
          return hasLost
        }
        if !isLater { course.source.arm(FaultPlan(.tooLarge, atCall: 1, of: ["Query"])) }
        return isLater
      }
      // One at a time: nobody else reads until the second try does.
      let execution = JobExecution.spark(slots: 1) { SparkStandIn.link(passes) }
      let ending = try await course.migrate(
        patience: 0, workers: WorkerLauncher(execution: execution))
      #expect(course.source.disarm(), "the second try reads all at once")
      #expect(ending.stops.isEmpty, "\(ending)")
      try course.expectEquality(ending, "divided by a second try")
    }
  }

  @Test(.timeLimit(.minutes(15)))
  func `a driver that ends in the middle of a wave ends the job`() async throws {
    try await FaultCourse.open(.int64, executor: .spark) { course in
      let execution = JobExecution.spark(slots: 2) {
        SparkStandIn.link({ _ in true }, outlives: { !$0.contains("leased") })
      }
      let ending = try await course.migrate(
        patience: 0, workers: WorkerLauncher(execution: execution))
      #expect(ending.stops.count == 1, "\(ending)")
      #expect(
        ending.stops.first?.contains("job.workersFailed: spark-submit ended") == true, "\(ending)")
      try course.expectEquality(ending, "with a driver that lives")
    }
  }

  @Test func `what Spark began is gone on with in this process`() async throws {
    try await FaultCourse.open(.varchar) { course in
      let ended = LineCount(losingAt: nil)
      let ending = try await course.migrate(
        patience: 0,
        workers: ExecutorKind.spark.launcher {
          // The first shard is copied, and each worker after it is lost.
          !$0.contains("\"route\"") || ended.passes($0) && ended.count == 1
        })
      #expect(ending.stops.count == 1, "\(ending)")
      try course.expectEquality(ending, "in this process")
    }
  }

  @Test func `ends that a worker of Spark cannot reach are named with its host`() async throws {
    try await FaultCourse.open(.int64) { course in
      let ending = try await course.migrate(
        patience: 0,
        workers: ExecutorKind.spark.launcher(
          reports: { line in
            let found = WorkerReport.reach(
              source: nil, target: Failure(.end(.target, .unreachable), "no route"))
            return line.contains("\"reach\"") ? found.encodedLine : line
          }))
      #expect(
        ending.stops.first?.contains("host here cannot use the target: no route") == true,
        "\(ending)")
      try course.expectEquality(ending, "in this process")
    }
  }

  @Test func `a first worker waits 15 s for others, and no longer`() async throws {
    try await FaultCourse.open(.int64, executor: .spark) { course in
      let began = ContinuousClock.now
      let execution = JobExecution.spark(slots: 2) { SparkStandIn.link({ _ in true }, room: 1) }
      let ending = try await course.migrate(
        patience: 0, workers: WorkerLauncher(execution: execution))
      #expect(ContinuousClock.now - began >= .seconds(15), "the first one has not waited")
      #expect(ending.stops.isEmpty, "\(ending)")
      try course.expectEquality(ending, "one after the other")
    }
  }

  @Test func `executors that come later have their part in the next waves`() async throws {
    var sample = KeyKind.int64.sample
    sample.rowCount = 120
    let (source, target) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    try await FaultCourse.open(sample, from: source, to: target, executor: .spark) { course in
      let largest = Mutex(0)
      let begins: @Sendable (Int) -> Void = { shards in
        largest.withLock { $0 = max($0, shards) }
      }
      let execution = JobExecution.spark(slots: nil) {
        SparkStandIn.link({ _ in true }, slots: [1, 3], begins: begins)
      }
      let ending = try await course.migrate(
        patience: 0, workers: WorkerLauncher(execution: execution))
      try course.expectEquality(ending, "with executors that come later")
      #expect(3...6 ~= largest.withLock(\.self))
    }
  }

  @Test func `an end that a worker of Spark does not reach at once is asked again`() async throws {
    try await FaultCourse.open(.int64) { course in
      let passes: @Sendable (String) -> Bool = { line in
        if line.contains("\"probe\"") {
          course.target.arm(FaultPlan(.refused, atCall: 1, of: ["Connect", "GetVersion"]))
        }
        return true
      }
      let ending = try await course.migrate(
        patience: 5, workers: ExecutorKind.spark.launcher(passes))
      #expect(course.target.disarm() && ending.stops.isEmpty, "\(ending)")
      try course.expectEquality(ending, "by Spark")
    }
  }

  @Test(arguments: ExecutorKind.losable)
  func `workers that die of every task end the job in words`(executor: ExecutorKind) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      let ending = try await course.migrate(
        patience: 0, workers: executor.launcher { !$0.contains("\"route\"") })
      // Either the task has been tried thrice or three workers have ended: who notes it first says so.
      let words = ["3 times", "one after the other"]
      #expect(ending.stops.count == 1, "\(ending)")
      #expect(words.contains { ending.stops.first?.contains($0) == true }, "\(ending)")
      try course.expectEquality(ending, "with workers that live")
    }
  }
}

/// Counts the lines of all workers, and loses the one that is at a line of that number.
final class LineCount: Sendable {
  private let seen = Mutex(0)
  private let last: Int?

  init(losingAt last: Int?) {
    self.last = last
  }

  var count: Int { seen.withLock(\.self) }

  var passes: @Sendable (String) -> Bool {
    { _ in
      self.seen.withLock { seen in
        seen += 1
        return seen != self.last
      }
    }
  }
}

/// Makes the first task that ended one that its worker gave up.
final class FirstGivenUp: Sendable {
  private let state = Mutex(false)

  var isMet: Bool { state.withLock(\.self) }

  var reports: @Sendable (String) -> String {
    { line in
      let number: Int
      switch try? WorkerReport(line: line) {
      case .ended(let ended, _), .chunk(let ended, _): number = ended
      default: return line
      }
      let isFirst = self.state.withLock { isMet in
        defer { isMet = true }
        return !isMet
      }
      return isFirst ? WorkerReport.ended(number, .interrupted).encodedLine : line
    }
  }
}

/// Loses the first worker that asks for a lease twice, which it does when a write is in doubt.
private final class SecondLease: Sendable {
  private let state = Mutex<(asked: Set<Int>, hasLost: Bool)>(([], false))

  var hasLost: Bool { state.withLock(\.hasLost) }

  var passes: @Sendable (String) -> Bool {
    { line in
      guard case .lease(let number)? = try? WorkerReport(line: line) else { return true }
      return self.state.withLock { state in
        guard !state.hasLost, !state.asked.insert(number).inserted else { return true }
        state.hasLost = true
        return false
      }
    }
  }
}
