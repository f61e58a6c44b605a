package import MigrationEngine
package import MilvusClient

/// A cluster that is connected as the source or the target of a session.
package struct OpenCluster: Sendable {
  /// The cluster, as the engine needs it.
  package var cluster: Cluster
  private let lease: ConnectionLease<MilvusClient>

  /// Keeps the lease of the client that talks to the cluster.
  package init(_ cluster: Cluster, lease: ConnectionLease<MilvusClient>) {
    self.cluster = cluster
    self.lease = lease
  }

  /// The conversation with the cluster, open until `close`.
  package var client: MilvusClient { lease.client }

  /// What the user calls it.
  package var label: String { cluster.label }

  /// Ends the conversation; calling it again does nothing.
  package func close() {
    lease.close()
  }
}
