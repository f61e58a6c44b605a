package import MigrationEngine
package import MilvusClient
internal import Synchronization

/// A cluster that is connected as the source or the target of a session.
package struct OpenCluster: Sendable {
  /// The cluster, as the engine needs it.
  package var cluster: Cluster
  /// The server that this program runs for it, if it is a file.
  let server: LocalServer?
  /// How it was connected, perhaps with a secret in its address.
  let profile: Profile?
  private let lease: ConnectionLease<MilvusClient>
  private let use = LastUse()

  /// Keeps the lease of the client that talks to the cluster.
  package init(
    _ cluster: Cluster, profile: Profile? = nil, lease: ConnectionLease<MilvusClient>,
    server: LocalServer? = nil
  ) {
    self.cluster = cluster
    self.profile = profile
    self.lease = lease
    self.server = server
  }

  /// The conversation with the cluster, open until `close`.
  package var client: MilvusClient {
    use.moment.withLock { $0 = .now }
    return lease.client
  }

  /// How long nobody has asked it anything.
  var idleTime: Duration { use.moment.withLock { $0 }.duration(to: .now) }

  /// What the user calls it.
  package var label: String { cluster.label }

  /// Whether each write to it needs its name to be typed.
  var isProtected: Bool { profile?.isProtected ?? false }

  /// Ends the conversation, and not the server; calling it again does nothing.
  package func close() {
    lease.close()
  }
}

/// When a cluster was last asked something.
private final class LastUse: Sendable {
  let moment = Mutex(ContinuousClock.now)
}
