internal import MigrationPlanning
package import MilvusClient

/// Reads a collection of a Milvus server by key ranges.
package struct MilvusRowSource: RowSource {
  /// The connection that it reads by.
  package let client: MilvusClient
  /// What is read.
  package let collection: CollectionAddress
  /// The column whose values ranges are of.
  package let key: KeyColumn
  /// Names of the columns to read, the key among them.
  package let columns: [ServerName]
  /// What the server is, which tells how it is asked.
  package let version: ServerVersion
  /// The moment that reading waits for; nil where the server has no timestamps.
  package let timestamp: UInt64?
  /// What rows must pass to be seen at all; nil lets all of them be seen.
  package var filter: String?
  /// Whether the collection has a partition key, beside which some servers take no filter.
  package var hasPartitionKey: Bool

  /// A source for one reader; by default it sees every row, and there is no partition key.
  package init(
    client: MilvusClient, collection: CollectionAddress, key: KeyColumn, columns: [ServerName],
    version: ServerVersion, timestamp: UInt64?, filter: String? = nil, hasPartitionKey: Bool = false
  ) {
    (self.client, self.collection, self.key) = (client, collection, key)
    (self.columns, self.version, self.timestamp) = (columns, version, timestamp)
    (self.filter, self.hasPartitionKey) = (filter, hasPartitionKey)
  }

  package var limits: QueryLimits { .of(version) }

  package func keys(
    after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int
  )
    async throws(MilvusError) -> [PrimaryKey]
  {
    let range = KeyRange(lower: key, upper: last)
    guard isFilterable else {
      let keys = try await whole([self.key.name], partition).keys().filter(range.contains)
      return Array(keys.prefix(limit))
    }
    return try await client.query(
      try query(range, partition, [self.key.name], limit: limit, paging: .iteratorStopForBest)
    ).keys()
  }

  package func rows(in range: KeyRange, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    // `reduce_stop_for_best` must be off (without a limit rows are lost on 2.3.5), and Lite sorts only
    // an iterator's.
    guard isFilterable else { return try await part(of: range, partition) }
    return try await client.query(
      try query(
        range, partition, columns, limit: limit,
        paging: version.supports(.concurrentReaders) ? .none : .iterator))
  }

  package func count(partition: ServerName?) async throws(MilvusError) -> Int64 {
    try await count(everyKey, partition)
  }

  package func count(
    in range: KeyRange, partition: ServerName?
  ) async throws(MilvusError) -> Int64 {
    guard isFilterable else {
      return Int64(try await whole([key.name], partition).keys().count(where: range.contains))
    }
    try requireNameable([range.lower, range.upper].compactMap(\.self))
    return try await count(range.filter(keyField: key.name, keyType: key.type), partition)
  }

  package func copies(
    of key: PrimaryKey, partition: ServerName?
  ) async throws(MilvusError) -> Int64 {
    guard isFilterable else {
      return Int64(try await whole([self.key.name], partition).keys().count { $0 == key })
    }
    try requireNameable([key])
    return try await count(key.filter(keyField: self.key.name), partition)
  }

  /// Only a filter that names a key with a line break would not find it.
  private func requireNameable(_ keys: [PrimaryKey]) throws(MilvusError) {
    guard !version.supports(.lineBreaksInFilters),
      let key = keys.first(where: \.hasLineBreak)
    else { return }
    throw MilvusError(
      .unsupportedByServer,
      """
      cannot ask Milvus \(version) for the key \(key) of "\(collection)": its filters take no \
      line breaks
      """)
  }

  private func count(_ filter: String, _ partition: ServerName?) async throws(MilvusError) -> Int64
  {
    try await client.count(
      collection, partition: partition, filter: passing(filter), timestamp: timestamp)
  }

  package func rows(of keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage
  {
    guard isFilterable else { return try await part(of: keys, partition) }
    return try await client.query(try query(keys, partition, columns, limit))
  }

  package func keys(among keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> [PrimaryKey]
  {
    guard isFilterable else {
      let wanted = Set(keys)
      return try await whole([key.name], partition).keys().filter(wanted.contains)
    }
    return try await client.query(try query(keys, partition, [key.name], limit)).keys()
  }

  /// A filter for those of its rows that are to be seen.
  private func passing(_ filter: String) -> String {
    self.filter.map { "(\(filter)) and (\($0))" } ?? filter
  }

  private func query(
    _ keys: ArraySlice<PrimaryKey>, _ partition: ServerName?, _ columns: [ServerName], _ limit: Int?
  ) throws(MilvusError) -> RowQuery {
    try requireNameable(Array(keys))
    return RowQuery(
      collection: collection, partition: partition,
      filter: passing(KeyList.filter(keys, keyField: key.name)), outputFields: columns,
      keyField: key.name, limit: limit, timestamp: timestamp)
  }

  /// A filter that every row passes; Lite ignores the partition of a count without one.
  private var everyKey: String {
    guard isFilterable else { return "" }
    return KeyRange(lower: nil, upper: nil).filter(keyField: key.name, keyType: key.type)
  }

  private func query(
    _ range: KeyRange, _ partition: ServerName?, _ columns: [ServerName], limit: Int?,
    paging: RowQuery.Paging
  ) throws(MilvusError) -> RowQuery {
    try requireNameable([range.lower, range.upper].compactMap(\.self))
    return RowQuery(
      collection: collection, partition: partition,
      filter: passing(range.filter(keyField: key.name, keyType: key.type)), outputFields: columns,
      keyField: key.name, limit: limit, timestamp: timestamp, paging: paging)
  }
}

extension MilvusRowSource {
  /// The source of a route.
  package init(_ end: Endpoint, reading route: RowRoute) {
    self.init(
      client: end.client, collection: route.source, key: route.key,
      columns: route.columns.map(\.name), version: end.version, timestamp: route.timestamp,
      filter: route.filter,
      hasPartitionKey: route.hasPartitionKey)
  }
}

// MARK: - Collections that take no filter

extension MilvusRowSource {
  private var isFilterable: Bool {
    !hasPartitionKey || version.supports(.filterWithPartitionKey)
  }

  /// All rows, in the order of their keys.
  private func whole(
    _ columns: [ServerName], _ partition: ServerName?
  ) async throws(MilvusError) -> RowPage {
    try await client.query(
      RowQuery(
        collection: collection, partition: partition, filter: "", outputFields: columns,
        keyField: key.name, limit: RowQuery.mostRows, timestamp: timestamp))
  }

  private func part(
    of range: KeyRange, _ partition: ServerName?
  ) async throws(MilvusError) -> RowPage {
    let page = try await whole(columns, partition)
    let keys = try page.keys()
    let first = keys.firstIndex(where: range.contains) ?? 0
    let end = keys.lastIndex(where: range.contains).map { $0 + 1 } ?? first
    return try page.part(first..<end)
  }

  /// More than asked for: those between the first and the last of the keys, too.
  private func part(
    of keys: ArraySlice<PrimaryKey>, _ partition: ServerName?
  ) async throws(MilvusError) -> RowPage {
    let wanted = Set(keys)
    let page = try await whole(columns, partition)
    let all = try page.keys()
    let first = all.firstIndex(where: wanted.contains) ?? 0
    let end = all.lastIndex(where: wanted.contains).map { $0 + 1 } ?? first
    return try page.part(first..<end)
  }
}

extension PrimaryKey {
  /// Whether a text with a line break is the key.
  package var hasLineBreak: Bool {
    switch self {
    case .int64: false
    case .varchar(let text): text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
    }
  }
}
