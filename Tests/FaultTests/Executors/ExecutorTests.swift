internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine

/// What every executor has to stand: the source's rows arrive, each once, whatever happens to it.
@Suite(.timeLimit(.minutes(30)))
struct ExecutorTests {
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }

  /// Faults of the calls that move rows; a worker makes them alike, wherever its lines come from.
  @Test(arguments: [ExecutorKind.local, .process], faults)
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

  @Test(arguments: KeyKind.allCases, ExecutorKind.losable)
  func `a worker that is lost at any line of its work is replaced by another`(
    keys: KeyKind, executor: ExecutorKind
  ) async throws {
    try await FaultCourse.open(keys, executor: executor) { course in
      let all = LineCount(losingAt: nil)
      try course.expectEquality(
        try await course.migrate(patience: 0, workers: executor.launcher(all.passes)), "untouched")
      try #require(all.count > 10)
      for line in Places.among(all.count, few: 3, for: "\(keys) \(executor)") {
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

  @Test(arguments: ExecutorKind.losable)
  func `workers that die of every task end the job in words`(executor: ExecutorKind) async throws {
    try await FaultCourse.open(.int64, executor: executor) { course in
      let ending = try await course.migrate(
        patience: 0, workers: executor.launcher { !$0.contains("\"route\"") })
      #expect(ending.stops.count == 1 && ending.stops[0].contains("3 times"), "\(ending)")
      try course.expectEquality(ending, "with workers that live")
    }
  }
}

/// Counts the lines of all workers, and loses the one that is at a line of that number.
private final class LineCount: Sendable {
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
