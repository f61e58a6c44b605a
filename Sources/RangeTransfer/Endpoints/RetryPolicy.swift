internal import MigrationPlanning
internal import MilvusClient

/// Decides what follows a failed call: wait and repeat, or give up.
///
/// It is pure; time is a parameter, chance is passed in.
package struct RetryPolicy: Sendable {
  /// What to do next.
  enum Decision: Equatable {
    /// Repeat after so many seconds.
    case wait(Double)
    /// Look again after so many seconds; the server says when it takes writes again.
    case hold(Double)
    case giveUp
  }

  /// Seconds for which a server may be out of reach, or not ready, before the job pauses.
  package var patience = 30.0
  /// Seconds before a call is first repeated; doubled each time.
  package var firstWait = 0.1
  /// Seconds between two looks at a server that takes no writes.
  package var holdWait = 10.0
  /// Where numbers from 0 up to 1 come from, by which waits differ: calls that failed together are
  /// not to be repeated together.
  package var chance: @Sendable () -> Double = { .random(in: 0..<1) }

  /// The policy that users get.
  package init() {}

  /// The decision about a trouble that has lasted so long, met for the `attempt`th time from 0.
  func decide(
    _ recovery: MilvusError.Code.Recovery, attempt: Int, elapsed: Double
  ) -> Decision {
    switch recovery {
    // What was refused costs nothing, and the wait for a second call may be ten seconds.
    case .wait(.rateLimit): .wait(backoff(attempt, atMost: 1))
    case .wait(.denied): .hold(holdWait)
    case .wait(.outOfReach), .wait(.notReady):
      elapsed < patience ? .wait(backoff(attempt, atMost: 5)) : .giveUp
    case .fixFirst, .never: .giveUp
    }
  }

  /// Between half and all of a wait that doubles each time.
  private func backoff(_ attempt: Int, atMost limit: Double) -> Double {
    min(limit, firstWait * Double(1 << min(attempt, 10))) * (1 - chance() / 2)
  }
}

/// How long one call has met the same trouble: each kind has a patience of its own.
struct Patience: Equatable {
  private var recovery: MilvusError.Code.Recovery?
  private var since = 0.0
  private var attempts = 0

  /// Whether the call has failed.
  var isTried: Bool { recovery != nil }

  /// The decision about a failure now; another trouble than the last starts anew.
  mutating func decide(
    _ error: MilvusError, at now: Double, by policy: RetryPolicy
  ) -> RetryPolicy.Decision {
    if recovery != error.code.recovery {
      (recovery, since, attempts) = (error.code.recovery, now, 0)
    }
    defer { attempts += 1 }
    return policy.decide(error.code.recovery, attempt: attempts, elapsed: now - since)
  }
}
