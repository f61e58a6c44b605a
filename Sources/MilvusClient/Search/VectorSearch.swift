/// One search: the rows nearest to each of some inputs, by one vector field.
public struct VectorSearch: Sendable {
  /// The collection to search.
  public var collection: CollectionAddress
  /// The partitions to search; none means all.
  public var partitions: [ServerName] = []
  /// The vector field.
  public var field: ServerName
  /// What to look for, all of one type.
  public var inputs: [SearchInput]
  /// The metric of the field's index.
  public var metric: String
  /// The largest number of neighbours of each input.
  public var limit: Int
  /// The filter that neighbours pass; empty lets all pass.
  public var filter = ""
  /// The timestamp up to which all writes are seen; nil searches with strong consistency.
  public var timestamp: UInt64?
  /// Parameters of the index, a JSON object.
  public var parameters = "{}"

  /// Makes a search of all partitions.
  public init(
    _ collection: CollectionAddress, field: ServerName, inputs: [SearchInput], metric: String,
    limit: Int
  ) {
    self.collection = collection
    self.field = field
    self.inputs = inputs
    self.metric = metric
    self.limit = limit
  }
}

extension VectorSearch {
  /// The search as a serialised `SearchRequest`.
  ///
  /// Field numbers are those of `milvus.proto`, parameter names those that pymilvus 3.0.2 sends.
  /// Servers before 2.5 refuse a request without `params`, even if it is empty.
  package var request: [UInt8] {
    var writer = WireWriter()
    writer.bytes(2, collection.database.text.utf8)
    writer.bytes(3, collection.name.text.utf8)
    for partition in partitions { writer.bytes(4, partition.text.utf8) }
    writer.bytes(5, filter.utf8)
    writer.message(6, placeholders)
    // The filter is an expression, not the older JSON.
    writer.varint(7, 1)
    for (name, value) in searchParameters { writer.message(9, Self.pair(name, value)) }
    if let timestamp {
      writer.varint(11, timestamp)
      writer.varint(14, 4)
    }
    writer.varint(12, UInt64(inputs.count))
    return writer.assemble(copying: [])
  }

  private var searchParameters: [(String, String)] {
    [
      ("anns_field", field.text), ("topk", String(limit)), ("metric_type", metric),
      ("round_decimal", "-1"), ("params", parameters),
    ]
  }

  private static func pair(_ name: String, _ value: String) -> WireWriter {
    var pair = WireWriter()
    pair.bytes(1, name.utf8)
    pair.bytes(2, value.utf8)
    return pair
  }

  /// The inputs as a `PlaceholderGroup` of `common.proto`, whose types have the numbers of data types.
  private var placeholders: WireWriter {
    var placeholder = WireWriter()
    placeholder.bytes(1, "$0".utf8)
    placeholder.varint(2, UInt64(inputs.first?.type.rawValue ?? 0))
    for input in inputs { placeholder.bytes(3, input.bytes) }
    var group = WireWriter()
    group.message(1, placeholder)
    return group
  }
}
