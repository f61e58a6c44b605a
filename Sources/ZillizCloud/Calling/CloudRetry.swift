/// Decides whether a failed request is sent again, as the official command-line client does.
///
/// It is pure. Only what may pass by itself is tried again: a connection that could not be made or
/// broke, a request that took too long, and HTTP 500, 502, 503 and 504. All requests only read, so
/// that sending one twice changes nothing.
enum CloudRetry {
  /// How often a request is sent at most.
  static let attempts = 3

  /// How long to wait after the attempt of that number, from 1, has failed; nil to give up.
  static func wait(after failure: CloudError, attempt: Int) -> Duration? {
    precondition(attempt >= 1, "attempts are counted from 1")
    guard attempt < attempts, mayPass(failure) else { return nil }
    return .milliseconds(500 << (attempt - 1))
  }

  private static func mayPass(_ failure: CloudError) -> Bool {
    switch failure.code {
    case .timedOut, .unreachable: true
    case .rateLimited: false
    default: failure.httpStatus.map([500, 502, 503, 504].contains) ?? false
    }
  }
}
