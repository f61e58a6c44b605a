import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct RetryPolicyTests {
  private let policy = {
    var policy = RetryPolicy()
    policy.chance = { 0 }
    return policy
  }()

  private func decide(_ code: MilvusError.Code, attempt: Int = 0, elapsed: Double = 0)
    -> RetryPolicy.Decision
  {
    policy.decide(code.recovery, attempt: attempt, elapsed: elapsed)
  }

  @Test func `a rate limit is waited out for ever`() {
    #expect(decide(.rateLimited, attempt: 500, elapsed: 90_000) == .wait(1))
  }

  @Test func `denied writing is looked at again every ten seconds`() {
    #expect(decide(.writeDenied, attempt: 7, elapsed: 90_000) == .hold(10))
  }

  @Test(arguments: [MilvusError.Code.unreachable, .timedOut, .notReady, .notLoaded])
  func `a server out of reach is tried again until patience ends`(code: MilvusError.Code) {
    #expect(decide(code) == .wait(0.1))
    #expect(decide(code, attempt: 3) == .wait(0.8))
    #expect(decide(code, attempt: 40, elapsed: 29) == .wait(5))
    #expect(decide(code, attempt: 40, elapsed: 31) == .giveUp)
  }

  @Test(arguments: [
    MilvusError.Code.invalidRequest, .unauthenticated, .permissionDenied, .messageTooLarge,
    .collectionNotFound, .cancelled, .schemaChanged,
  ])
  func `what cannot pass is not tried again`(code: MilvusError.Code) {
    #expect(decide(code) == .giveUp)
  }

  @Test(arguments: MilvusError.Code.allCases)
  func `only what may pass is tried again`(code: MilvusError.Code) {
    let isTried = decide(code) != .giveUp
    switch code.recovery {
    case .wait: #expect(isTried)
    case .fixFirst, .never: #expect(!isTried)
    }
  }

  @Test func `calls that failed together are not repeated together`() {
    var hurried = policy
    hurried.chance = { 0.999 }
    guard case .wait(let short) = hurried.decide(.wait(.outOfReach), attempt: 5, elapsed: 0) else {
      Issue.record("a server out of reach is tried again")
      return
    }
    #expect(short > 1.6 && short < 1.7)
    #expect(policy.decide(.wait(.outOfReach), attempt: 5, elapsed: 0) == .wait(3.2))
  }

  /// What a call meets, second by second.
  private func decisions(_ troubles: [(second: Double, code: MilvusError.Code)])
    -> [RetryPolicy.Decision]
  {
    var patience = Patience()
    return troubles.map {
      patience.decide(MilvusError($0.code, "as said"), at: $0.second, by: policy)
    }
  }

  @Test func `a connection lost after a long rate limit is a new trouble`() {
    let decisions = decisions([(0, .rateLimited), (31, .rateLimited), (40, .unreachable)])
    #expect(decisions == [.wait(0.1), .wait(0.2), .wait(0.1)])
  }

  @Test func `each trouble has the whole patience`() {
    let decisions = decisions([
      (0, .unreachable), (29, .timedOut), (31, .notReady), (60, .notLoaded), (62, .notReady),
    ])
    #expect(decisions == [.wait(0.1), .wait(0.2), .wait(0.1), .wait(0.2), .giveUp])
  }

  @Test(arguments: [MilvusError.Code.unreachable, .notReady, .timedOut])
  func `a trouble that stays ends the patience`(code: MilvusError.Code) {
    #expect(decisions([(10, code), (39, code), (41, code)]).last == .giveUp)
  }
}
