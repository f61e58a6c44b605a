internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The number of sealed rows, deleted and duplicate ones included; live rows on Lite.
  ///
  /// Costs nothing and works on a released collection.
  public func statisticsRowCount(
    of collection: CollectionAddress, partition: ServerName? = nil
  ) async throws(MilvusError) -> Int64 {
    let attempt = "cannot get the statistics of collection \"\(collection)\""
    let answer: WireStatisticsResponse =
      if let partition, try await supports(.partitions) {
        try await call(
          "GetPartitionStatistics", collection.partitionRequest(partition), attempt: attempt)
      } else {
        try await call("GetCollectionStatistics", collection.request, attempt: attempt)
      }
    guard let count = answer.stats.map(KeyValue.init)["row_count"].flatMap(Int64.init) else {
      throw MilvusError(.unexpectedAnswer, "\(attempt): the answer has no row count")
    }
    return count
  }

  /// Counts the live rows of a loaded collection; a key that is there twice counts twice.
  ///
  /// Everything written before the timestamp is counted, or before the call if there is none. Lite
  /// ignores the partition unless there is a filter. A server that cannot count has its keys read, of
  /// which each counts once.
  public func count(
    _ collection: CollectionAddress, partition: ServerName? = nil, filter: String = "",
    timestamp: UInt64? = nil
  ) async throws(MilvusError) -> Int64 {
    guard try await supports(.countRows) else {
      return try await countKeys(
        collection, partition: partition, filter: filter, timestamp: timestamp)
    }
    let request = WireQueryRequest.with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.expr = filter
      $0.outputFields = ["count(*)"]
      $0.partitionNames = partition.map { [$0.text] } ?? []
      $0.guaranteeTimestamp = timestamp ?? 0
      $0.consistencyLevel = timestamp == nil ? .consistencyStrong : .consistencyCustomized
    }
    let attempt = "cannot count the rows of collection \"\(collection)\""
    let answer: WireQueryResults = try await call(
      "Query", request, timeout: slowTimeout, attempt: attempt)
    guard let count = answer.fieldsData.first?.scalars.longData.data.first else {
      throw MilvusError(.unexpectedAnswer, "\(attempt): the answer has no count")
    }
    return count
  }

  private func countKeys(
    _ collection: CollectionAddress, partition: ServerName?, filter: String, timestamp: UInt64?
  ) async throws(MilvusError) -> Int64 {
    guard let key = try await describe(collection).schema.primaryKey else {
      throw MilvusError(
        .unexpectedAnswer, "cannot count the rows of collection \"\(collection)\": it has no key")
    }
    var (count, last): (Int64, PrimaryKey?) = (0, nil)
    while true {
      let range = KeyRange(lower: last).filter(keyField: key.name, keyType: key.type)
      let keys = try await query(
        RowQuery(
          collection: collection, partition: partition,
          filter: filter.isEmpty ? range : "(\(range)) and (\(filter))", outputFields: [key.name],
          keyField: key.name, limit: Self.keysOfPage, timestamp: timestamp)
      ).keys()
      guard let next = keys.last else { return count }
      if let last, next <= last {
        throw MilvusError(
          .unexpectedAnswer,
          "cannot count the rows of collection \"\(collection)\": its keys come in no order")
      }
      count += Int64(keys.count)
      last = next
    }
  }

  // As far as a window of Milvus reaches.
  private static let keysOfPage = RowQuery.mostRows
}
