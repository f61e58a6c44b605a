package import MilvusWire
internal import SwiftProtobuf

/// What an index is made from.
public struct IndexDefinition: Sendable, Hashable {
  /// The field to put it on.
  public var field: ServerName
  /// The name of the index; empty leaves it to the server.
  public var name: ServerName
  /// The type, as `AUTOINDEX` or `HNSW`.
  public var type: String
  /// The metric, required for vector fields: servers choose differently where none is given.
  public var metric: String?
  /// Further parameters; those with a dot in their name are settings of the index itself.
  public var parameters: [KeyValue]

  /// The type that leaves the choice to the server.
  public static let autoIndex = "AUTOINDEX"

  /// A definition from its parts.
  public init(
    field: ServerName, name: ServerName = "", type: String = autoIndex, metric: String? = nil,
    parameters: [KeyValue] = []
  ) {
    self.field = field
    self.name = name
    self.type = type
    self.metric = metric
    self.parameters = parameters
  }

  /// The request that makes this index on a collection.
  package func request(for collection: CollectionAddress) -> WireCreateIndexRequest {
    let inner = parameters.filter { !$0.key.contains(".") }
    var pairs = type.isEmpty ? [] : [KeyValue("index_type", type)]
    if let metric { pairs.append(KeyValue("metric_type", metric)) }
    if !inner.isEmpty { pairs.append(KeyValue("params", IndexParameters.json(inner))) }
    pairs += parameters.filter { $0.key.contains(".") }
    return .with {
      $0.dbName = collection.database.text
      $0.collectionName = collection.name.text
      $0.fieldName = field.text
      $0.indexName = name.text
      $0.extraParams = pairs.map(\.wire)
    }
  }
}
