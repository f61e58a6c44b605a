package import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// Keeps the writes to one server below its limit and the user's, for all that this process sends.
package final class WriteThrottle: Sendable {
  private let limiter = Mutex(RateLimiter())
  /// Whoever is to send next waits in it, and the others behind.
  private let gate = ConcurrencyLimit(width: 1)
  private let origin = ContinuousClock.now
  private let tell: @Sendable (Double) -> Void

  /// A throttle; whoever has to know is told each limit that the server names.
  package init(onNamedLimit tell: @escaping @Sendable (Double) -> Void = { _ in }) {
    self.tell = tell
  }

  private var now: Double { (ContinuousClock.now - origin).seconds }

  /// Bytes per second that the server takes, as far as it is known.
  package var learnedRate: Double? { limiter.withLock { $0.limit } }

  /// Bytes that a request is to have at most; nil without a limit.
  var requestBytes: Int? { limiter.withLock { $0.requestBytes } }

  /// Bytes that the key ranges under way are to have together; nil without a limit.
  var rangeBytes: Int? { limiter.withLock { $0.rangeBytes } }

  /// Sets what the user allows, in bytes per second.
  package func allow(atMost rate: Double?) {
    limiter.withLock { $0.allow(atMost: rate, at: now) }
  }

  /// Waits until a write of that size may be sent; `wasHeld` hears of it if that takes a while.
  ///
  /// - Throws: What `checkpoint` does, which is asked a few times a second.
  func turn(
    _ bytes: Int, checkpoint: () throws -> Void, wasHeld: (WriteLimit?) -> Void
  ) async throws -> Departure {
    try await gate.pass {
      while true {
        try checkpoint()
        let (wait, limit) = limiter.withLock { ($0.wait(at: now), $0.writeLimit) }
        guard wait > 0 else { break }
        wasHeld(limit)
        try await Task.sleep(for: .seconds(min(wait, 0.25)))
      }
      let moment = now
      limiter.withLock { $0.sent(bytes, at: moment) }
      return Departure(bytes: bytes, at: moment)
    }
  }

  /// Notes that the server took a write.
  func accepted(_ write: Departure) {
    limiter.withLock { $0.accepted(write.bytes, sentAt: write.at) }
  }

  /// Notes that the server refused a write for its rate, and perhaps named the limit.
  func refused(_ write: Departure, named: Double?) {
    limiter.withLock { $0.refused(write.bytes, named: named, sentAt: write.at, at: now) }
    if let named { tell(named) }
  }

  /// A write that was sent.
  struct Departure {
    let bytes: Int
    let at: Double
  }
}

// MARK: - Those who write elsewhere

extension WriteThrottle {
  /// The limit that writes are kept to; nil without one.
  var limitKept: WriteLimit? { limiter.withLock { $0.writeLimit } }

  /// Notes a limit that the server named to one who writes elsewhere.
  func heard(_ named: Double) {
    let moment = now
    limiter.withLock { $0.refused(0, named: named, sentAt: moment, at: moment) }
  }

  /// Tells one who writes elsewhere its share of the pace whenever that changes.
  ///
  /// All who write have the same share, those of this process together one. While somebody has nothing to
  /// write the others have its share, and it is told what it would have. Returns once it is no longer
  /// there, or when cancelled.
  func deal(
    while isThere: @Sendable () -> Bool = { true },
    counted isWriting: @Sendable () -> Bool = { true }, tell: @Sendable (Double?) -> Void
  ) async {
    var isCounted = false
    defer { if isCounted { limiter.withLock { $0.elsewhere -= 1 } } }
    var told: Double?
    while !Task.isCancelled, isThere() {
      let moment = now
      if isWriting() != isCounted {
        isCounted.toggle()
        limiter.withLock { $0.elsewhere += isCounted ? 1 : -1 }
      }
      let share = limiter.withLock { $0.share(isCounted: isCounted, at: moment) }
      // A pace that grows does so in small steps.
      if (share == nil) != (told == nil) || abs((share ?? 0) - (told ?? 0)) > (share ?? 0) / 200 {
        tell(share)
        told = share
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
  }
}

extension RateLimiter {
  /// The lower one of the two limits.
  fileprivate var writeLimit: WriteLimit? {
    bound.map { WriteLimit(bytesPerSecond: $0, owner: $0 == ceiling ? .user : .target) }
  }
}

/// The throttle of each server that this process writes to, by its address.
///
/// What was learned of a server holds for the next job, too.
package final class WriteThrottles: Sendable {
  private let all = Mutex<[String: WriteThrottle]>([:])

  /// The throttles for a whole process, which has written to no server yet.
  package init() {}

  /// The throttle of the server at an address.
  package func of(_ cluster: Cluster) -> WriteThrottle {
    all.withLock { all in
      let place = cluster.access.endpoint.description
      let throttle = all[place] ?? WriteThrottle()
      all[place] = throttle
      return throttle
    }
  }
}
