internal import MilvusClient

/// Decides what follows a failed call: wait and repeat, or give up.
///
/// It is pure; time is a parameter.
package struct RetryPolicy: Sendable {
  /// What to do next.
  enum Decision: Equatable {
    /// Repeat after so many seconds.
    case wait(Double)
    /// Look again after so many seconds; the server says when it takes writes again.
    case hold(Double)
    case giveUp
  }

  /// Seconds for which a server may be out of reach before the job pauses.
  package var patience = 30.0
  /// Seconds before a call is first repeated; doubled each time.
  package var firstWait = 0.1
  /// Seconds between two looks at a server that takes no writes.
  package var holdWait = 10.0

  /// The policy that users get.
  package init() {}

  /// The decision after an error, `elapsed` seconds after the call's first failure.
  func decide(_ error: MilvusError, attempt: Int, elapsed: Double) -> Decision {
    switch error.code {
    case .rateLimited: .wait(backoff(attempt, atMost: 10))
    case .writeDenied: .hold(holdWait)
    case .unreachable, .timedOut, .notReady, .notLoaded, .unexpectedAnswer:
      elapsed < patience ? .wait(backoff(attempt, atMost: 5)) : .giveUp
    default: .giveUp
    }
  }

  private func backoff(_ attempt: Int, atMost limit: Double) -> Double {
    min(limit, firstWait * Double(1 << min(attempt, 10)))
  }
}
