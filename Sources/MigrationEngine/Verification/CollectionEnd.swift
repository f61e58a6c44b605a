internal import MilvusClient

/// One side of a comparison.
struct CollectionEnd: Sendable {
  let side: Side
  let address: CollectionAddress
  let version: ServerVersion
  let client: MilvusClient

  init(_ side: Side, _ address: CollectionAddress, _ version: ServerVersion, _ client: MilvusClient)
  {
    self.side = side
    self.address = address
    self.version = version
    self.client = client
  }

  init(_ side: Side, _ address: CollectionAddress, _ cluster: Cluster, _ client: MilvusClient) {
    self.init(side, address, cluster.identity.version, client)
  }

  /// Calls the server and names this side in what goes wrong.
  func call<R>(_ body: (MilvusClient) async throws(MilvusError) -> R) async throws -> R {
    do {
      return try await body(client)
    } catch {
      throw SideError(side, error)
    }
  }

  /// A source of rows, pinned to the present moment where the server has timestamps.
  func rows(key: FieldSchema, columns: [String]) async throws -> MilvusRowSource {
    MilvusRowSource(
      client: client, collection: address, key: key, columns: columns, isLite: version.isLite,
      timestamp: try await call { client throws(MilvusError) in
        try await client.allocateTimestamp()
      })
  }
}
