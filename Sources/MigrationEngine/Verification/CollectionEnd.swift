internal import MigrationPlanning
internal import MilvusClient

/// One side of a comparison.
struct CollectionEnd: Sendable {
  let side: Side
  let address: CollectionAddress
  let version: ServerVersion
  let client: MilvusClient
  let persistence: Persistence
  /// What rows must pass to be looked at; nil means all.
  var filter: String?

  init(
    _ side: Side, _ address: CollectionAddress, _ version: ServerVersion, _ client: MilvusClient,
    _ persistence: Persistence
  ) {
    self.side = side
    self.address = address
    self.version = version
    self.client = client
    self.persistence = persistence
  }

  /// Calls the server, again where that may help, and names this side in what goes wrong.
  func call<R>(_ body: (MilvusClient) async throws(MilvusError) -> R) async throws -> R {
    try await persistence.call(side) { () async throws(MilvusError) -> R in try await body(client) }
  }

  /// Whether a partition key keeps its server from taking filters.
  private func hasUnfilterableRows() async throws -> Bool {
    guard !version.supports(.filterWithPartitionKey) else { return false }
    return try await call { client throws(MilvusError) in
      try await client.describe(address).schema.partitionKey != nil
    }
  }

  /// A reader of its rows, pinned to the present moment where the server has timestamps.
  func rows(key: FieldSchema, columns: [ServerName]) async throws -> RowReader {
    let rows = MilvusRowSource(
      client: client, collection: address, key: KeyColumn(key), columns: columns, version: version,
      timestamp: try await call { client throws(MilvusError) in
        try await client.allocateTimestamp()
      }, filter: filter, hasPartitionKey: try await hasUnfilterableRows())
    return RowReader(rows, side: side, persistence: persistence)
  }
}
