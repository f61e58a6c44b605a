internal import MigrationEngine
internal import TestSupport
internal import Testing

/// Whichever call of a sync goes wrong in whichever way, to run it again leads to the source's rows.
@Suite(.timeLimit(.minutes(30)))
struct SyncFaultTests {
  // A write that is stored later, after a newer one, is what nobody can undo.
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }

  @Test(arguments: [KeyKind.int64, .varchar], Cases.few(1, of: faults))
  func `a sync that stops at a call is run again to equality`(
    keys: KeyKind, fault: FaultPlan.Fault
  ) async throws {
    try await FaultCourse.open(keys) { course in
      try await course.outdate()
      _ = try await course.sync(patience: 0)
      let calls = [FaultCourse.Side.source, .target].map { side in
        (side, course.fake(side).calls.count { fault.concerns($0.method, isChange: $0.isChange) })
      }
      for (side, count) in calls {
        for call in Places.among(count, few: 1, for: "sync \(keys) \(fault) \(side)") {
          try await course.outdate()
          let plan = FaultPlan(fault, atCall: call)
          _ = try await course.sync(patience: 0) { course.fake(side).arm(plan) }
          #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
          let again = try await course.sync(patience: 0)
          #expect(again?.isEqual == true, "\(side): \(plan)")
          let (here, there) = (course.source.rows(of: "docs"), course.target.rows(of: "docs"))
          #expect(there == here, "\(side): \(plan)")
        }
      }
    }
  }
}
