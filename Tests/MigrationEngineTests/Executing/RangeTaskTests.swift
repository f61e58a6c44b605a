internal import Foundation
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

/// Tasks and what became of them are values: they survive a line of JSON.
struct RangeTaskTests {
  @Test(arguments: ReplayStrategy.allCases, [nil, "year > 2000 and name like \"é%\""])
  func `a task that was written is the task that is read`(
    replay: ReplayStrategy, filter: String?
  ) throws {
    var plan = try #require(try Sample.collection(Sample.facts(Sample.schema())).planner.plan())
    (plan.replay, plan.options.filter) = (replay, filter)
    let task = RangeTask(
      route: try RowRoute(plan, timestamp: .max),
      work: RangeWork(
        id: 7, partition: "caf\u{E9}", range: KeyRange(lower: .int64(.min), upper: .int64(.max)),
        rows: 12, bytes: 3_400, wasSent: true),
      attempt: 2)
    #expect(try copy(of: task) == task)
    #expect(!String(decoding: try JSONEncoder().encode(task), as: UTF8.self).contains("\n"))
  }

  private static let failure = Failure(.end(.target, .unreachable), "no \"line\"\n")
  private static let reject = RejectedRow(key: .varchar("e\u{301}"), partition: nil, reason: "…")

  @Test(
    arguments: [
      .done(rows: 1, bytes: 2, rejects: [reject]),
      .split([CutRange(range: KeyRange(upper: .varchar("")), rows: 0)], mayBeStored: true),
      .refused(failure, rejects: [reject]), .stopped(failure), .interrupted, .lost,
    ] as [RangeOutcome])
  func `an outcome that was written is the outcome that is read`(outcome: RangeOutcome) throws {
    #expect(try copy(of: outcome) == outcome)
  }

  private func copy<Value: Codable>(of value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
  }
}
