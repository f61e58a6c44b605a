internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// One side of a comparison.
struct CollectionEnd: Sendable {
  let endpoint: Endpoint
  let address: CollectionAddress
  /// What rows must pass to be looked at; nil means all.
  var filter: String?

  init(_ endpoint: Endpoint, _ address: CollectionAddress) {
    (self.endpoint, self.address) = (endpoint, address)
  }

  var side: Side { endpoint.side }
  var client: MilvusClient { endpoint.client }
  var version: ServerVersion { endpoint.version }
  var retrier: Retrier { endpoint.retrier }

  /// Calls the server, again where that may help, and names this side in what goes wrong.
  func call<R>(_ body: (MilvusClient) async throws(MilvusError) -> R) async throws -> R {
    try await endpoint.call(body)
  }

  /// Whether a partition key keeps its server from taking filters.
  private func hasUnfilterableRows() async throws -> Bool {
    guard !version.supports(.filterWithPartitionKey) else { return false }
    return try await call { client throws(MilvusError) in
      try await client.describe(address).schema.partitionKey != nil
    }
  }

  /// What there is to read of it at the present moment.
  func view(key: FieldSchema, columns: [ServerName]) async throws -> RowView {
    let timestamp = try await endpoint.timestamp()
    return RowView(
      collection: address, key: KeyColumn(key), columns: columns, filter: filter,
      hasPartitionKey: try await hasUnfilterableRows(), timestamp: timestamp)
  }

  /// A reader of its rows, pinned to the present moment where the server has timestamps.
  func rows(key: FieldSchema, columns: [ServerName]) async throws -> RowReader {
    endpoint.reader(of: try await view(key: key, columns: columns))
  }
}
