internal import TestSupport
internal import Testing

/// A write whose caller gave it up is stored later, when its rows have been written again.
@Suite(.timeLimit(.minutes(10)))
struct DelayTests {
  @Test(arguments: KeyKind.allCases, [0.0, 5.0])
  func `rows that land twice are found by the final count, and made single`(
    keys: KeyKind, patience: Double
  ) async throws {
    try await FaultCourse.open(keys) { course in
      for call in Places.among(4, few: 1, for: "\(keys)\(patience)") {
        let plan = FaultPlan(.delayed, atCall: call)
        let ending = try await course.migrate(patience: patience) { course.target.arm(plan) }
        let landed = course.target.landedRows
        guard course.target.disarm() else { break }
        #expect(landed > 0, "\(plan): the delayed write is stored after its rows came again")
        try course.expectEquality(ending, "\(plan)")
      }
    }
  }
}
