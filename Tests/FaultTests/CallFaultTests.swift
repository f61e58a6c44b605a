internal import TestSupport
internal import Testing

/// Whichever call goes wrong in whichever way, the migration ends with the source's rows, each once.
@Suite(.timeLimit(.minutes(30)))
struct CallFaultTests {
  private static let faults = FaultPlan.Fault.allCases.filter { $0 != .delayed }

  @Test(arguments: KeyKind.allCases, faults)
  func `a job that stops at a call is resumed to equality`(
    keys: KeyKind, fault: FaultPlan.Fault
  ) async throws {
    try await course(keys, fault, patience: 0)
  }

  @Test(arguments: KeyKind.allCases, faults)
  func `a call that is repeated changes nothing`(
    keys: KeyKind, fault: FaultPlan.Fault
  ) async throws {
    try await course(keys, fault, patience: 5)
  }

  @Test(arguments: KeyKind.allCases)
  func `a server that goes away is waited for by the next attempt`(keys: KeyKind) async throws {
    try await FaultCourse.open(keys) { course in
      for call in Places.among(60, few: 1, for: "\(keys)") {
        let plan = FaultPlan(.refused, atCall: call, isLastAnswer: true)
        var isGone = false
        for fake in [course.source, course.target] {
          var ending = try await course.migrate(patience: 0) { fake.arm(plan) }
          let hasFired = fake.disarm()
          isGone = isGone || hasFired
          if hasFired {
            #expect(ending.result == nil, "\(plan)")
            ending = try await course.migrate(patience: 0)
          }
          try course.expectEquality(ending, "\(plan)")
        }
        if !isGone { break }
      }
    }
  }

  /// Lets the first, the second, the third call go wrong, until a migration has no such call.
  private func course(
    _ keys: KeyKind, _ fault: FaultPlan.Fault, patience: Double
  ) async throws {
    try await FaultCourse.open(keys) { course in
      for (side, fake) in [("source", course.source), ("target", course.target)] {
        for call in Places.among(60, few: 1, for: "\(keys) \(fault) \(side) \(patience)") {
          let plan = FaultPlan(fault, atCall: call)
          let ending = try await course.migrate(patience: patience) { fake.arm(plan) }
          let hasFired = fake.disarm()
          try course.expectEquality(ending, "\(side): \(plan)")
          guard hasFired else {
            #expect(ending.stops.isEmpty, "\(side): \(plan)")
            break
          }
        }
      }
    }
  }
}
