package import MigrationPlanning
package import MilvusClient

/// Writes rows to a collection of a Milvus server.
package struct MilvusRowSink: RowSink {
  /// The connection that it writes by.
  package let client: MilvusClient
  /// Where the rows go.
  package let collection: CollectionAddress
  /// The name of the primary key, by which rows are deleted that are to be replaced.
  package let keyField: ServerName
  /// How rows are written that may be there already.
  package let strategy: ReplayStrategy
  /// Whether the server keeps one row of a key, the newest, as Milvus Lite 3 does.
  package let insertReplaces: Bool

  /// A sink for a copy or a repair, which says how rows are written again.
  package init(
    client: MilvusClient, collection: CollectionAddress, keyField: ServerName,
    strategy: ReplayStrategy, insertReplaces: Bool
  ) {
    (self.client, self.collection, self.keyField) = (client, collection, keyField)
    (self.strategy, self.insertReplaces) = (strategy, insertReplaces)
  }

  package func insert(_ request: WriteRequest) async throws(MilvusError) {
    _ = try await client.insert(request)
  }

  package func replay(_ request: WriteRequest, keys: [PrimaryKey], partition: ServerName?)
    async throws(MilvusError)
  {
    switch strategy {
    case .upsert where insertReplaces:
      // Upsert would leave there what the new row lacks: dynamic keys of the old one.
      try await insert(request)
    case .upsert:
      _ = try await client.upsert(request)
    case .deleteThenInsert:
      _ = try await client.delete(
        keys, of: collection, keyField: keyField, partition: partition)
      _ = try await client.insert(request)
    case .impossible:
      throw MilvusError(.invalidRequest, "rows under new keys cannot be written twice")
    }
  }

  package func denial() async throws(MilvusError) -> String? {
    let health = try await client.health()
    return health.deniesWriting ? health.reasons.joined(separator: "; ") : nil
  }
}

extension MilvusRowSink {
  /// The target of a route.
  package init(_ end: Endpoint, writing route: RowRoute) {
    self.init(
      client: end.client, collection: route.target, keyField: route.key.name,
      strategy: route.replay,
      insertReplaces: end.supports(.insertReplaces))
  }
}
