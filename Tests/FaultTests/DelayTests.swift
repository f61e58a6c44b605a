internal import TestSupport
internal import Testing

/// A write whose caller gave it up is stored later, when its rows have been written again.
@Suite(.timeLimit(.minutes(15)))
struct DelayTests {
  @Test(arguments: KeyKind.allCases, [0.0, 5.0])
  func `rows that land twice are found by the final count, and made single`(
    keys: KeyKind, patience: Double
  ) async throws {
    let inserts = try await UntouchedRun.with(keys).calls(of: .target, for: .delayed)
    try #require(inserts > 0)
    try await FaultCourse.open(keys) { course in
      for call in Places.among(inserts, few: 1, for: "\(keys)\(patience)") {
        let plan = FaultPlan(.delayed, atCall: call)
        let ending = try await course.migrate(patience: patience) { course.target.arm(plan) }
        let landed = course.target.landedRows
        #expect(course.target.disarm(), "\(plan) does not happen")
        #expect(landed > 0, "\(plan): the delayed write is stored after its rows came again")
        try course.expectEquality(ending, "\(plan)")
      }
    }
  }
}
