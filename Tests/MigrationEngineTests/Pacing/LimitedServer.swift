@testable import MigrationEngine
@testable import RangeTransfer

/// A server with a limit, and senders that keep to a limiter, in simulated time.
///
/// Its law is that of Milvus 2.3.5, as measured: a bucket of one second's worth, a request passes
/// while it is not below zero, and a refused one takes nothing.
struct LimitedServer {
  /// Bytes per second that it takes, which may change with time.
  var limit: @Sendable (Double) -> Double
  /// Whether refusals name the limit.
  var namesLimit = true
  /// Whether requests larger than what the bucket holds are refused, too, as others do it.
  var isStrict = false
  /// Bytes per second that others write.
  var others = 0.0
  /// One of so many requests is refused whatever the bucket holds; 0 is none.
  var noise = 0

  /// How many send at the same time, and what.
  var senders = 4
  var rowBytes = 3_000
  /// Seconds until a write is acknowledged.
  var latency = 0.15
  var ceiling: Double?
  /// How many the limiter is told that keep to the same limit elsewhere.
  var elsewhere = 0

  init(_ limit: Double) { self.limit = { _ in limit } }

  /// What came of it.
  struct Outcome {
    /// Bytes taken, as a share of what the server would have taken since that second.
    var share = 0.0
    /// Writes that were refused, and the bytes of them as a share of those taken.
    var refusals = 0
    var wasted = 0.0
    /// The limit that was learned in the end.
    var limit: Double?
  }

  private enum State {
    case idle
    case waiting
    case flying(sentAt: Double, isTaken: Bool)
  }

  private struct Sender {
    var time = 0.0
    var bytes = 0
    var state = State.idle
  }

  /// A key range in one request, where no limit is known.
  private static let range = 4 << 20

  /// Sends for so many seconds; the share is counted from `start` on.
  func run(seconds: Double, from start: Double = 0) -> Outcome {
    var bucket = Bucket(tokens: limit(0))
    var limiter = RateLimiter()
    limiter.allow(atMost: ceiling, at: 0)
    limiter.elsewhere = elsewhere
    var senders = Array(repeating: Sender(), count: senders)
    var (taken, refused, requests) = (0.0, 0.0, 0)
    var outcome = Outcome()
    while let next = senders.indices.min(by: { senders[$0].time < senders[$1].time }),
      case let now = senders[next].time, now < seconds
    {
      bucket.serve(others, limit: limit, until: now)
      var sender = senders[next]
      switch sender.state {
      case .idle:
        let most = min(Self.range, limiter.requestBytes ?? Self.range)
        if sender.bytes == 0 || Double(sender.bytes) > 1.5 * Double(most) {
          sender.bytes = max(1, most / rowBytes) * rowBytes
        }
        sender.state = .waiting
      case .waiting where limiter.wait(at: now) > 0:
        sender.time = now + limiter.wait(at: now) + 1e-6 * Double(next + 1)
      case .waiting:
        limiter.sent(sender.bytes, at: now)
        requests += 1
        let isNoise = noise > 0 && requests.isMultiple(of: noise)
        let fits = !isStrict || Double(sender.bytes) <= limit(now)
        let isTaken =
          !isNoise && fits && bucket.take(Double(sender.bytes), limit: limit(now), at: now)
        sender.state = .flying(sentAt: now, isTaken: isTaken)
        sender.time = now + (isTaken ? latency : 0.005)
      case .flying(let sentAt, true):
        limiter.accepted(sender.bytes, sentAt: sentAt)
        if sentAt >= start { taken += Double(sender.bytes) }
        sender = Sender(time: now)
      case .flying(let sentAt, false):
        let named = namesLimit ? limit(now) : nil
        limiter.refused(sender.bytes, named: named, sentAt: sentAt, at: now)
        refused += Double(sender.bytes)
        outcome.refusals += 1
        sender.state = .idle
      }
      senders[next] = sender
    }
    outcome.share = taken / offered(from: start, to: seconds)
    outcome.wasted = refused / max(1, taken)
    outcome.limit = limiter.limit
    return outcome
  }

  private func offered(from start: Double, to end: Double) -> Double {
    (Int(start * 10)..<Int(end * 10)).reduce(0) { $0 + limit(Double($1) / 10) / 10 }
  }
}

/// The bucket of a server.
private struct Bucket {
  var tokens: Double
  var last = 0.0
  private var lastOther = 0.0

  init(tokens: Double) { self.tokens = tokens }

  /// Takes what others write, so many bytes per second, ten times a second.
  mutating func serve(_ others: Double, limit: (Double) -> Double, until now: Double) {
    while others > 0, lastOther < now {
      _ = take(others / 10, limit: limit(lastOther), at: lastOther)
      lastOther += 0.1
    }
  }

  mutating func take(_ bytes: Double, limit: Double, at now: Double) -> Bool {
    tokens = min(limit, tokens + limit * (now - last))
    last = now
    guard tokens >= 0 else { return false }
    tokens -= bytes
    return true
  }
}
