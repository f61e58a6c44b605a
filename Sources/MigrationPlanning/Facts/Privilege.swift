/// A privilege by the name that Milvus grants it under.
public enum Privilege: String, CaseIterable, Sendable, Codable {
  case listDatabases = "ListDatabases"
  case createDatabase = "CreateDatabase"
  case showCollections = "ShowCollections"
  case describeCollection = "DescribeCollection"
  case createCollection = "CreateCollection"
  case dropCollection = "DropCollection"
  case renameCollection = "RenameCollection"
  case listAliases = "ListAliases"
  case createAlias = "CreateAlias"
  case dropAlias = "DropAlias"
  case showPartitions = "ShowPartitions"
  case createPartition = "CreatePartition"
  case getLoadState = "GetLoadState"
  case getStatistics = "GetStatistics"
  case indexDetail = "IndexDetail"
  case createIndex = "CreateIndex"
  case query = "Query"
  case search = "Search"
  case insert = "Insert"
  case upsert = "Upsert"
  case delete = "Delete"
  case flush = "Flush"
  case getFlushState = "GetFlushState"
  case load = "Load"
  case release = "Release"
  case selectOwnership = "SelectOwnership"
  case createOwnership = "CreateOwnership"
  case manageOwnership = "ManageOwnership"

  /// Whether it is granted for a whole server (object type `Global`) and not for one collection.
  public var isGlobal: Bool {
    switch self {
    case .listDatabases, .createDatabase, .showCollections, .describeCollection,
      .createCollection, .dropCollection, .renameCollection, .listAliases, .createAlias,
      .dropAlias, .selectOwnership, .createOwnership, .manageOwnership:
      true
    case .showPartitions, .createPartition, .getLoadState, .getStatistics, .indexDetail,
      .createIndex, .query, .search, .insert, .upsert, .delete, .flush, .getFlushState, .load,
      .release:
      false
    }
  }

  /// What Milvus 2.3 asks for in its place; nil where it asks for the same.
  public var inMilvus23: Privilege? { self == .getLoadState ? .load : nil }
}
