internal import MilvusClient
internal import RangeTransfer

/// The servers that this process speaks to about rows, each once, whoever speaks: jobs, comparisons
/// and repairs share a connection to it and what it stands at once.
struct Endpoints: Sendable {
  private let connections = SharedConnections()
  private let concurrency = ServerConcurrency()

  /// Connects to both ends for the time of the body; calls are repeated by the retrier.
  func with<R>(
    _ source: Cluster, _ target: Cluster, _ retrier: Retrier,
    _ body: (Endpoint, Endpoint) async throws -> R
  ) async throws -> R {
    try await with(.source, source, retrier) { here in
      try await with(.target, target, retrier) { there in try await body(here, there) }
    }
  }

  /// Connects to a cluster for the time of the body; calls are repeated by the retrier.
  func with<R>(
    _ side: Side, _ cluster: Cluster, _ retrier: Retrier,
    _ body: (Endpoint) async throws -> R
  ) async throws -> R {
    try await connections.withClient(to: cluster.access) { client in
      try await body(
        Endpoint(side, client, cluster.identity.version, retrier, concurrency.of(cluster)))
    }
  }
}
