package import MigrationPlanning
package import MilvusClient
internal import Synchronization

/// The calls about rows that each server stands at once, whatever part of this process makes them.
///
/// Jobs that write to one Milvus Lite so queue for its only writer.
package final class ServerConcurrency: Sendable {
  /// The limits of one server.
  package struct Pair: Sendable {
    /// What calls that read rows pass.
    package let readers: ConcurrencyLimit
    /// What calls that write rows pass.
    package let writers: ConcurrencyLimit

    /// More than a user may ask for: other servers are held back by the window alone.
    private static let unlimited = 1024

    /// Limits as wide as a server of the version stands.
    package init(_ version: ServerVersion) {
      readers = ConcurrencyLimit(width: version.supports(.concurrentReaders) ? Self.unlimited : 1)
      writers = ConcurrencyLimit(width: version.supports(.concurrentWriters) ? Self.unlimited : 1)
    }
  }

  private let all = Mutex<[String: Pair]>([:])

  /// The limits for a whole process, which has met no server yet.
  package init() {}

  /// The limits of the server at an address.
  package func of(_ cluster: Cluster) -> Pair {
    all.withLock { all in
      let place = cluster.access.endpoint.description
      let pair = all[place] ?? Pair(cluster.identity.version)
      all[place] = pair
      return pair
    }
  }
}
