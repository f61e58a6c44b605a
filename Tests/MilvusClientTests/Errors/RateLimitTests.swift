import Testing

@testable import MilvusClient

struct RateLimitTests {
  private func refusal(_ words: String?, _ code: MilvusError.Code = .rateLimited) -> MilvusError {
    MilvusError(code, "cannot write rows", serverWords: words)
  }

  @Test(
    arguments: [
      ("… please retry later: rate limit exceeded[rate=4.194304e+06]", 4_194_304),
      ("rate limit exceeded[rate=0.1]", 0.1), ("rate limit exceeded[rate=0]", nil),
      ("rate limit exceeded[rate=+Inf]", nil), ("rate limit exceeded[rate=", nil),
      ("rate limit exceeded", nil),
    ] as [(String, Double?)])
  func `a refusal names the rate, or does not`(words: String, rate: Double?) {
    #expect(refusal(words).namedRate == rate)
  }

  @Test func `other failures name no rate`() {
    #expect(refusal("x[rate=5]", .writeDenied).namedRate == nil)
    #expect(refusal(nil).namedRate == nil)
  }
}
