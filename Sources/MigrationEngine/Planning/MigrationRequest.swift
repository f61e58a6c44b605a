internal import MilvusClient

/// Which collections to move between two clusters, and how.
public struct MigrationRequest: Sendable, Equatable {
  /// The database that is read.
  public var sourceDatabase: String
  /// The database that is written; created where it is missing.
  public var targetDatabase: String
  /// The collections, in the order in which they are moved.
  public var collections: [CollectionChoice]
  /// Everything else that the user decided.
  public var options: MigrationOptions

  /// Asks for collections to be moved.
  public init(
    sourceDatabase: String = "default", targetDatabase: String = "default",
    collections: [CollectionChoice], options: MigrationOptions = MigrationOptions()
  ) {
    self.sourceDatabase = sourceDatabase
    self.targetDatabase = targetDatabase
    self.collections = collections
    self.options = options
  }
}

extension MigrationRequest {
  /// How findings name a collection of the request.
  func subject(_ choice: CollectionChoice) -> String {
    CollectionAddress(database: sourceDatabase, name: choice.source).description
  }
}

/// One collection of a request.
public struct CollectionChoice: Sendable, Hashable, Codable {
  /// Its name on the source, or an alias of it there.
  public var source: String
  /// The name that it gets on the target.
  public var target: String

  /// Chooses a collection; without a target name it keeps its own.
  public init(source: String, target: String? = nil) {
    self.source = source
    self.target = target ?? source
  }
}
