package import MilvusWire

/// One query for rows: what to read, which columns of it, and as of when.
public struct RowQuery: Sendable {
  /// How a server is told that the query is one page of a scan.
  public enum Paging: Sendable {
    /// An ordinary query.
    case none
    /// A page in key order; on 2.5 and newer it also makes the timestamp a snapshot.
    case iterator
    /// A page in key order that no segment may cut short; only together with a limit.
    case iteratorStopForBest
  }

  /// The most rows that every server gives at once; those of 2.3 are asked for no more.
  package static let mostRows = 16_384

  /// The collection to read.
  public var collection: CollectionAddress
  /// The partition to read; nil reads all.
  public var partition: ServerName?
  /// The filter expression.
  public var filter: String
  /// The columns to return, by name.
  public var outputFields: [ServerName]
  /// The name of the primary key, which must be among the columns.
  public var keyField: ServerName
  /// The largest number of rows to return; nil returns all that match.
  public var limit: Int?
  /// The timestamp to read at; nil reads with strong consistency.
  public var timestamp: UInt64?
  /// How the query is marked as a page.
  public var paging: Paging

  /// Makes a query; by default for every row that matches, with strong consistency.
  public init(
    collection: CollectionAddress, partition: ServerName? = nil, filter: String,
    outputFields: [ServerName],
    keyField: ServerName, limit: Int? = nil, timestamp: UInt64? = nil, paging: Paging = .none
  ) {
    self.collection = collection
    self.partition = partition
    self.filter = filter
    self.outputFields = outputFields
    self.keyField = keyField
    self.limit = limit
    self.timestamp = timestamp
    self.paging = paging
  }
}

extension RowQuery {
  /// The query as a request.
  ///
  /// - Throws: `invalidRequest` for a page that no segment may cut short but that has no limit:
  ///   servers of 2.3 lose rows then.
  package func request() throws(MilvusError) -> WireQueryRequest {
    guard limit != nil || paging != .iteratorStopForBest else {
      throw MilvusError(
        .invalidRequest,
        "cannot query collection \"\(collection)\": a page that runs on for best needs a limit")
    }
    var request = WireQueryRequest()
    request.dbName = collection.database.text
    request.collectionName = collection.name.text
    request.expr = filter
    request.outputFields = outputFields.map(\.text)
    request.partitionNames = partition.map { [$0.text] } ?? []
    request.queryParams = parameters
    if let timestamp {
      request.consistencyLevel = .consistencyCustomized
      request.guaranteeTimestamp = timestamp
    }
    return request
  }

  private var parameters: [WireKeyValuePair] {
    var values: [(String, String)] = []
    if let limit { values.append(("limit", String(limit))) }
    if paging != .none { values.append(("iterator", "True")) }
    if paging == .iteratorStopForBest { values.append(("reduce_stop_for_best", "True")) }
    return values.map { name, value in
      var pair = WireKeyValuePair()
      pair.key = name
      pair.value = value
      return pair
    }
  }
}
