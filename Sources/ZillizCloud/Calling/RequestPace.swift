/// Keeps requests under the limit of the service: 20 in any second.
///
/// The service counts per user and endpoint, this for all requests of one client together.
/// https://docs.zilliz.com/reference/restful/list-clusters-v2
///
/// It is pure; time is a parameter, counted from any fixed moment. It has one state, the starts of
/// the latest requests, and one event.
struct RequestPace: Sendable {
  /// Requests that may start within one window.
  static let limit = 20
  // A quarter more than the service's second: a request that makes a connection arrives later
  // than the next ones, so that what left within more than a second may arrive within less.
  /// The time in which requests are counted.
  static let window = Duration.milliseconds(1250)

  /// The starts of the latest requests, the oldest first, at most `limit` of them.
  private var starts: [Duration] = []

  /// Reserves a place for a request and returns how long to wait before it is sent.
  mutating func reserve(at now: Duration) -> Duration {
    var start = max(now, starts.last ?? now)
    if starts.count == Self.limit {
      start = max(start, starts.removeFirst() + Self.window)
    }
    starts.append(start)
    return start - now
  }
}
