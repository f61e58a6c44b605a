internal import TestSupport
internal import Testing

/// Whichever call goes wrong in whichever way, the migration ends with the source's rows, each once.
@Suite(.timeLimit(.minutes(30)))
struct CallFaultTests {
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }

  @Test(arguments: KeyKind.allCases, Cases.few(4, of: faults))
  func `a job that stops at a call is resumed to equality`(
    keys: KeyKind, fault: FaultPlan.Fault
  ) async throws {
    try await course(keys, fault, patience: 0)
  }

  @Test(arguments: KeyKind.allCases, Cases.few(4, of: faults, from: 1))
  func `a call that is repeated changes nothing`(
    keys: KeyKind, fault: FaultPlan.Fault
  ) async throws {
    try await course(keys, fault, patience: 5)
  }

  @Test(arguments: KeyKind.allCases)
  func `a server that goes away is waited for by the next attempt`(keys: KeyKind) async throws {
    let untouched = try await UntouchedRun.with(keys)
    try await FaultCourse.open(keys) { course in
      for side in FaultCourse.Side.allCases {
        let count = untouched.calls(of: side, for: .refused)
        for call in Places.among(count, few: 1, for: "\(keys) \(side)") {
          let plan = FaultPlan(.refused, atCall: call, isLastAnswer: true)
          let gone = try await course.migrate(patience: 0) { course.fake(side).arm(plan) }
          #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
          #expect(gone.result == nil, "\(side): \(plan)")
          try course.expectEquality(try await course.migrate(patience: 0), "\(side): \(plan)")
        }
      }
    }
  }

  /// Lets calls go wrong: with all places the first, the second, the third, to the last there is.
  private func course(
    _ keys: KeyKind, _ fault: FaultPlan.Fault, patience: Double
  ) async throws {
    let untouched = try await UntouchedRun.with(keys)
    #expect(untouched.calls(of: .target, for: fault) > 0)
    try await FaultCourse.open(keys) { course in
      // Faults of writes alone have no place on a source.
      for side in FaultCourse.Side.allCases {
        let count = untouched.calls(of: side, for: fault)
        for call in Places.among(count, few: 1, for: "\(keys) \(fault) \(side) \(patience)") {
          let plan = FaultPlan(fault, atCall: call)
          let ending = try await course.migrate(patience: patience) {
            course.fake(side).arm(plan)
          }
          #expect(course.fake(side).disarm(), "\(side): \(plan) does not happen")
          try course.expectEquality(ending, "\(side): \(plan)")
        }
      }
    }
  }
}
