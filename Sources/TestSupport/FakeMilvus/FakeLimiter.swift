/// Refuses writes above a rate, by the law of Milvus 2.3.5.
///
/// As measured there: the bucket holds a second's worth and is full at first; a write passes while it
/// is not below zero, however large it is; a refused one takes nothing, and is told the rate.
struct FakeLimiter: Sendable {
  private let rate: Double?
  private let isNamed: Bool
  private var tokens: Double
  private var last = ContinuousClock.now

  init(_ settings: FakeSettings) {
    rate = settings.writeRate
    isNamed = settings.namesWriteRate
    tokens = settings.writeRate ?? 0
  }

  /// What the server says to a call that it does not carry out; nil lets it pass.
  mutating func refusal(of method: String, bytes: Int) -> String? {
    guard let rate, ["Insert", "Upsert"].contains(method) else { return nil }
    let now = ContinuousClock.now
    tokens = min(rate, tokens + rate * (last.duration(to: now) / .seconds(1)))
    last = now
    guard tokens < 0 else {
      tokens -= Double(bytes)
      return nil
    }
    return "request is rejected by grpc RateLimiter middleware, please retry later: "
      + "rate limit exceeded\(isNamed ? "[rate=\(rate)]" : "")"
  }
}
