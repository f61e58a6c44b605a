internal import MigrationPlanning
package import MilvusClient

/// What is read of one collection, and as of which moment; without credentials.
package struct RowView: Codable, Equatable, Sendable {
  /// What is read.
  package let collection: CollectionAddress
  /// The column whose values ranges are of.
  package let key: KeyColumn
  /// Columns to read, the key among them; none where only keys are asked for.
  package var columns: [ServerName]
  /// What rows must pass to be seen at all; nil lets all of them be seen.
  package let filter: String?
  /// Whether the collection has a partition key, beside which its server takes no filter.
  package let hasPartitionKey: Bool
  /// The moment that reading waits for; nil where the server has no timestamps.
  package var timestamp: UInt64?

  /// A view for a reader; without a timestamp each call sees what is there by then.
  package init(
    collection: CollectionAddress, key: KeyColumn, columns: [ServerName], filter: String?,
    hasPartitionKey: Bool, timestamp: UInt64? = nil
  ) {
    (self.collection, self.key, self.columns) = (collection, key, columns)
    (self.filter, self.hasPartitionKey, self.timestamp) = (filter, hasPartitionKey, timestamp)
  }
}

extension Endpoint {
  /// A reader of what a view shows.
  package func reader(of view: RowView) -> RowReader {
    let rows = MilvusRowSource(
      client: client, collection: view.collection, key: view.key, columns: view.columns,
      version: version, timestamp: view.timestamp, filter: view.filter,
      hasPartitionKey: view.hasPartitionKey)
    return RowReader(rows, side: side, retrier: retrier)
  }

  /// The view as of the present moment.
  func renewed(_ view: RowView) async throws -> RowView {
    var view = view
    view.timestamp = try await timestamp()
    return view
  }
}
