/// A token bucket for the bytes that one server is sent; pure, time is a parameter in seconds.
///
/// It hands out places in time: each write has one, whoever sends it, and waits only for what is left
/// of the time until then. So calls may take as long as they like, and it is all the same how many
/// senders there are.
///
/// How fast places follow each other is learned from the server. A Milvus server has a bucket that a
/// second of its limit fills: a request passes while the bucket is not below zero, and may take it
/// there; a refused one takes nothing, and is told the limit. Where none is named, or others write
/// besides, the limit is what was taken between two moments in which the bucket rose to zero: those in
/// which a write was taken after one was refused. Places follow each other just below the limit, and
/// after a while slowly closer, until a refusal shows where the limit is now.
///
/// Others may write elsewhere below the same limit. Each of them has as large a part of it as all who write
/// here together: so a write here takes up as long a place for each of them.
///
/// Halving on refusals instead settles at a part of the limit, since they come in bursts; and waits
/// that grow with each refusal let the server's bucket run over.
struct RateLimiter {
  /// How closely a limit is kept to.
  private struct Care {
    /// The share of the limit that is used after a refusal.
    let share: Double
    /// Seconds after a refusal in which nothing is tried.
    let rest: Double
    /// The share by which the rate has grown a second later; four times that after two seconds.
    let growth: Double

    /// A named limit is exceeded about once in a minute; one that was doubled is found in two.
    static let named = Care(share: 0.98, rest: 20, growth: 0.0001)
    /// What was measured may be wrong by a tenth, and is exceeded three times in a minute.
    static let measured = Care(share: 0.96, rest: 3, growth: 0.0005)
  }

  /// The share of a named limit below which others are known to write, too.
  static let ownShare = 0.8
  /// Seconds of the limit that one request may take: half of what the server's bucket holds.
  static let requestSpan = 0.5
  /// Seconds of the limit that the key ranges under way may take together: what a pause has sent again.
  static let rangeSpan = 10.0
  /// Seconds of places that were left free and may still be taken.
  static let slack = 0.25
  /// Seconds from a refusal to the next try; doubled each time, from the first to the last.
  static let waits = 0.05...0.25
  /// Bytes per second below which no limit is meant: with less no row would arrive.
  static let leastLimit = 100.0
  /// Bytes of the smallest request that is tried where no limit is known.
  static let leastBytes = 64 << 10
  /// Seconds without a place after which nobody is thought to write here: reading takes less.
  static let presence = 2.0

  /// Bytes per second that the user allows; nil if all that the server takes are welcome.
  private(set) var ceiling: Double?
  /// How many write elsewhere, each at its `share`.
  var elsewhere = 0
  /// Bytes per second that the server takes, as it said or as was measured; nil while unknown.
  private(set) var limit: Double?
  /// Whether the server said so.
  private var isNamed = false
  /// Bytes of a request that may pass where larger ones did not, while the limit is unknown.
  private var lessBytes: Int?
  private var nextPlace = 0.0
  /// When the place of the last write ends.
  private var lastPlace = -Double.infinity
  private var lastRefusal: Double?
  private var refusalsInARow = 0
  private var lastAccepted: (bytes: Double, sent: Double)?
  private var measurement = LimitMeasurement()

  /// Bytes per second that are kept to; nil without a limit.
  var bound: Double? { [limit, ceiling].compactMap(\.self).min() }

  /// Bytes that a request is to have at most; nil without a limit.
  var requestBytes: Int? {
    bound.map { max(1, Int($0 * Self.requestSpan) / parts) } ?? lessBytes
  }

  /// Bytes that the key ranges under way are to have together; nil without a limit.
  var rangeBytes: Int? { bound.map { max(1, Int(min($0 * Self.rangeSpan, 1e15)) / parts) } }

  private var parts: Int { elsewhere + 1 }

  /// Sets the ceiling; who waits by a slower pace waits as much less, but for the pause of a refusal.
  mutating func allow(atMost ceiling: Double?, at now: Double) {
    let before = pace(at: now)
    self.ceiling = ceiling
    guard let before, nextPlace > now else { return }
    let place = now + (nextPlace - now) * (pace(at: now).map { min(1, before / $0) } ?? 0)
    nextPlace = max(place, lastRefusal.map { $0 + pause(at: $0) } ?? now)
    lastPlace = min(lastPlace, nextPlace)
  }

  /// Seconds until the next write may be sent.
  func wait(at now: Double) -> Double { max(0, nextPlace - now) }

  /// Notes that a write is sent.
  mutating func sent(_ bytes: Int, at now: Double) {
    nextPlace = max(nextPlace, now - Self.slack) + span(of: bytes, at: now)
    // One try at a time tells as much as all senders together.
    if limit == nil, refusalsInARow > 0 { nextPlace = max(nextPlace, now + pause(at: now)) }
    lastPlace = nextPlace
  }

  /// Notes that a write was taken.
  mutating func accepted(_ bytes: Int, sentAt sent: Double) {
    if refusalsInARow > 0, let lastRefusal, sent >= lastRefusal {
      refusalsInARow = 0
      let measured = measurement.roseToZero(at: sent, isUnknown: limit == nil)
      // Where a ceiling holds writes back, less is taken than the limit lets through.
      let expected = limit.flatMap { _ in bound } ?? .infinity
      if let measured, measured < expected * Self.ownShare {
        (limit, isNamed) = (measured, false)
      }
    }
    // Smaller ones than need be are slow, too.
    lessBytes = lessBytes.flatMap { limit == nil ? $0 + $0 / 4 : nil }
    measurement.add(bytes * parts)
    if sent >= lastAccepted?.sent ?? 0 { lastAccepted = (Double(bytes), sent) }
  }

  /// Notes that a write was refused; its place is free again, and is not before the next try.
  ///
  /// What the refusal names as the limit is in bytes per second.
  mutating func refused(_ bytes: Int, named: Double?, sentAt sent: Double, at now: Double) {
    nextPlace -= span(of: bytes, at: now)
    defer { nextPlace = max(nextPlace, lastRefusal.map { $0 + pause(at: $0) } ?? now) }
    // Sent before the last refusal came: it tells nothing that is new.
    if let lastRefusal, sent < lastRefusal { return }
    learn(named: named.flatMap { $0 >= Self.leastLimit ? $0 : nil }, at: now)
    lastRefusal = now
    refusalsInARow += 1
    // A bucket that takes nothing larger than itself never takes a request that is.
    if limit == nil, refusalsInARow > 8 { lessBytes = max(Self.leastBytes, bytes / 2) }
  }

  private mutating func learn(named: Double?, at now: Double) {
    let tried = paced(at: now)
    // Others write, too, where far less than the limit was taken.
    if let named, tried ?? named >= named * Self.ownShare {
      (limit, isNamed) = (named, true)
    } else {
      (limit, isNamed) = (tried, false)
    }
  }

  /// The server's bucket is below zero by no more than the last write that it took.
  private func pause(at now: Double) -> Double {
    let again = Self.waits.lowerBound * Double(1 << min(max(refusalsInARow - 1, 0), 8))
    let pause = min(again, Self.waits.upperBound)
    guard let limit, let lastAccepted else { return pause }
    return max(pause, lastAccepted.sent + lastAccepted.bytes / limit - now)
  }

  /// Seconds that a write takes up.
  private func span(of bytes: Int, at now: Double) -> Double {
    pace(at: now).map { Double(bytes * parts) / $0 } ?? 0
  }

  /// Bytes per second of one who writes elsewhere, or who begins to; nil without a limit.
  ///
  /// Those who write here have a part only for as long as they do.
  func share(isCounted: Bool, at now: Double) -> Double? {
    let here = now - lastPlace < Self.presence ? 1 : 0
    return pace(at: now).map { $0 / Double(max(1, elsewhere + here + (isCounted ? 0 : 1))) }
  }

  /// Bytes per second of all together, here and elsewhere; nil without a limit.
  private func pace(at now: Double) -> Double? {
    [paced(at: now), ceiling].compactMap(\.self).min()
  }

  /// Bytes per second just below the limit, and more the longer nothing was refused.
  private func paced(at now: Double) -> Double? {
    let care = isNamed ? Care.named : .measured
    let tried = max(0, now - (lastRefusal ?? now) - care.rest)
    return limit.map { $0 * care.share * (1 + care.growth * tried * tried) }
  }
}

/// What a server took between moments in which its bucket rose to zero.
private struct LimitMeasurement {
  /// Seconds that are measured at least.
  static let span = 3.0
  /// Seconds after which the bucket of a server that was left alone may have run over.
  static let patience = 6.0

  private var bytes = 0.0
  private var since: Double?
  private var last = 0.0

  mutating func add(_ taken: Int) { bytes += Double(taken) }

  /// Notes such a moment; returns bytes per second once they can be told.
  ///
  /// While the limit is unknown, nothing but refusals holds writes back.
  mutating func roseToZero(at now: Double, isUnknown: Bool) -> Double? {
    defer { last = now }
    guard let since, isUnknown || now - last < Self.patience else {
      (self.since, bytes) = (now, 0)
      return nil
    }
    guard now - since >= Self.span else { return nil }
    defer { (self.since, bytes) = (now, 0) }
    return bytes / (now - since)
  }
}
