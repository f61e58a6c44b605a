internal import MilvusClient

/// Decides what follows a failed call: wait and repeat, or give up.
///
/// It is pure; time is a parameter.
struct RetryPolicy {
  /// What to do next.
  enum Decision: Equatable {
    /// Repeat after so many seconds.
    case wait(Double)
    /// Look again after so many seconds; the server says when it takes writes again.
    case hold(Double)
    case giveUp
  }

  /// Seconds for which a server may be out of reach before the job pauses.
  var patience = 30.0

  /// The decision after an error, `elapsed` seconds after the call's first failure.
  func decide(_ error: MilvusError, attempt: Int, elapsed: Double) -> Decision {
    switch error.code {
    case .rateLimited: .wait(backoff(attempt, atMost: 10))
    case .writeDenied: .hold(10)
    case .unreachable, .timedOut, .notReady, .notLoaded, .unexpectedAnswer:
      elapsed < patience ? .wait(backoff(attempt, atMost: 5)) : .giveUp
    default: .giveUp
    }
  }

  /// 0.1 s, doubled each time.
  private func backoff(_ attempt: Int, atMost limit: Double) -> Double {
    min(limit, 0.1 * Double(1 << min(attempt, 10)))
  }
}
