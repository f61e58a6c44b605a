internal import GRPCCore

/// Deadlines and sizes of calls.
package struct CallPolicy: Sendable {
  /// Longest message in either direction.
  ///
  /// 512 MiB: twice the largest limit that a server is known to have, so the server's limit is the
  /// one that speaks.
  package static let maximumMessageBytes = 512 * 1024 * 1024

  /// Shortest patience with calls that change something on the server or scan rows.
  ///
  /// 60 s: creating a collection takes seconds on a busy cluster, a count of unloaded caches more.
  package static let slowCall = Duration.seconds(60)

  /// The patience for a call that does more than ask.
  package static func slow(_ metadataTimeout: Duration) -> Duration {
    max(metadataTimeout, slowCall)
  }

  /// Options of one call: bounded, failing fast without a connection, sent exactly once.
  static func options(timeout: Duration) -> CallOptions {
    var options = CallOptions.defaults
    options.timeout = timeout
    options.waitForReady = false
    // The transport takes the limit of answers from the request's limit: both have to be set.
    options.maxRequestMessageBytes = maximumMessageBytes
    options.maxResponseMessageBytes = maximumMessageBytes
    return options
  }
}
