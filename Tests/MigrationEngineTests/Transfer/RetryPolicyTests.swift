import MilvusClient
import Testing

@testable import MigrationEngine

struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func decide(_ code: MilvusError.Code, attempt: Int = 0, elapsed: Double = 0)
    -> RetryPolicy.Decision
  {
    policy.decide(MilvusError(code, "as said"), attempt: attempt, elapsed: elapsed)
  }

  @Test func `a rate limit is waited out for ever`() {
    #expect(decide(.rateLimited, attempt: 500, elapsed: 90_000) == .wait(10))
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
}
