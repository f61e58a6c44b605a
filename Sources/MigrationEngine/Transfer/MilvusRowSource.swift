internal import MilvusClient

/// Reads a collection of a Milvus server by key ranges.
struct MilvusRowSource: RowSource {
  let client: MilvusClient
  let collection: CollectionAddress
  let key: FieldSchema
  /// Names of the columns to read, the key among them.
  let columns: [ServerName]
  let isLite: Bool
  /// The moment that reading waits for; nil where the server has no timestamps.
  let timestamp: UInt64?
  /// What rows must pass to be seen at all; nil lets all of them be seen.
  var filter: String?

  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]
  {
    let range = KeyRange(lower: key, upper: last)
    return try await client.query(
      query(range, partition, [self.key.name], limit: limit, paging: .iteratorStopForBest)
    ).keys()
  }

  func rows(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> RowPage {
    // Without a limit nothing is cut off where keys are doubled, so the page holds the whole range;
    // `reduce_stop_for_best` must be off then (rows lost on 2.3.5), and Lite sorts only an iterator's.
    try await client.query(
      query(range, partition, columns, limit: nil, paging: isLite ? .iterator : .none))
  }

  func sample(partition: ServerName?, limit: Int) async throws(MilvusError) -> RowPage {
    try await client.query(
      query(
        KeyRange(lower: nil, upper: nil), partition, columns, limit: limit,
        paging: .iteratorStopForBest))
  }

  func count(partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await client.count(collection, partition: partition, filter: passing(everyKey))
  }

  func count(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await count(range.filter(keyField: key.name, keyType: key.type), partition)
  }

  func copies(of key: PrimaryKey, partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await count(key.filter(keyField: self.key.name), partition)
  }

  private func count(_ filter: String, _ partition: ServerName?) async throws(MilvusError) -> Int64
  {
    try await client.count(
      collection, partition: partition, filter: passing(filter), timestamp: timestamp)
  }

  /// Filters that together select exactly the rows with these keys, each of them short.
  func filters(of keys: [PrimaryKey]) -> [String] {
    KeyList.filters(keys, keyField: key.name)
  }

  /// Every row that passes a filter, all columns, in any order.
  func rows(where filter: String, partition: ServerName?) async throws(MilvusError) -> RowPage {
    try await client.query(query(where: filter, partition, columns))
  }

  /// Every key whose row passes a filter, in any order.
  func keys(where filter: String, partition: ServerName?) async throws(MilvusError) -> [PrimaryKey]
  {
    try await client.query(query(where: filter, partition, [key.name])).keys()
  }

  /// A filter for those of its rows that are to be seen.
  private func passing(_ filter: String) -> String {
    self.filter.map { "(\(filter)) and (\($0))" } ?? filter
  }

  private func query(
    where filter: String, _ partition: ServerName?, _ columns: [ServerName]
  ) -> RowQuery {
    RowQuery(
      collection: collection, partition: partition, filter: passing(filter),
      outputFields: columns, keyField: key.name, timestamp: timestamp)
  }

  /// A filter that every row passes; Lite ignores the partition of a count without one.
  private var everyKey: String {
    KeyRange(lower: nil, upper: nil).filter(keyField: key.name, keyType: key.type)
  }

  private func query(
    _ range: KeyRange, _ partition: ServerName?, _ columns: [ServerName], limit: Int?,
    paging: RowQuery.Paging
  ) -> RowQuery {
    RowQuery(
      collection: collection, partition: partition,
      filter: passing(range.filter(keyField: key.name, keyType: key.type)), outputFields: columns,
      keyField: key.name, limit: limit, timestamp: timestamp, paging: paging)
  }
}
