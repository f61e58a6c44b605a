internal import MilvusClient
internal import Synchronization

/// The calls about rows that each server stands at once, whatever part of this process makes them.
///
/// Jobs that write to one Milvus Lite so queue for its only writer.
final class ServerTurnstiles: Sendable {
  /// The turnstiles of one server.
  struct Pair: Sendable {
    let readers: Turnstile
    let writers: Turnstile
  }

  /// More than a user may ask for: other servers are held back by the window alone.
  private static let unlimited = 1024

  private let all = Mutex<[String: Pair]>([:])

  /// The turnstiles of the server at an address.
  func of(_ cluster: Cluster) -> Pair {
    all.withLock { all in
      let place = cluster.access.endpoint.description
      let version = cluster.identity.version
      let pair =
        all[place]
        ?? Pair(
          readers: Turnstile(width: version.supports(.concurrentReaders) ? Self.unlimited : 1),
          writers: Turnstile(width: version.supports(.concurrentWriters) ? Self.unlimited : 1))
      all[place] = pair
      return pair
    }
  }
}
