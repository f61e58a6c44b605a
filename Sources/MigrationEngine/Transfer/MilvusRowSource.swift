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

  var limits: QueryLimits { isLite ? .lite : .milvus }

  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]
  {
    let range = KeyRange(lower: key, upper: last)
    return try await client.query(
      query(range, partition, [self.key.name], limit: limit, paging: .iteratorStopForBest)
    ).keys()
  }

  func rows(in range: KeyRange, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    // `reduce_stop_for_best` must be off (without a limit rows are lost on 2.3.5), and Lite sorts only
    // an iterator's.
    try await client.query(
      query(range, partition, columns, limit: limit, paging: isLite ? .iterator : .none))
  }

  func count(partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await count(everyKey, partition)
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

  func rows(of keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    try await client.query(query(keys, partition, columns, limit))
  }

  func keys(among keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> [PrimaryKey]
  {
    try await client.query(query(keys, partition, [key.name], limit)).keys()
  }

  /// A filter for those of its rows that are to be seen.
  private func passing(_ filter: String) -> String {
    self.filter.map { "(\(filter)) and (\($0))" } ?? filter
  }

  private func query(
    _ keys: ArraySlice<PrimaryKey>, _ partition: ServerName?, _ columns: [ServerName], _ limit: Int?
  ) -> RowQuery {
    RowQuery(
      collection: collection, partition: partition,
      filter: passing(KeyList.filter(keys, keyField: key.name)), outputFields: columns,
      keyField: key.name, limit: limit, timestamp: timestamp)
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
