public import MilvusClient

/// Which collections to move between two clusters, and how.
public struct MigrationRequest: Sendable, Equatable {
  /// The database that is read.
  public var sourceDatabase: ServerName
  /// The database that is written; created where it is missing.
  public var targetDatabase: ServerName
  /// The collections, in the order in which they are moved.
  public var collections: [CollectionChoice]
  /// Everything else that the user decided.
  public var options: MigrationOptions

  /// Asks for collections to be moved.
  public init(
    sourceDatabase: ServerName = "default", targetDatabase: ServerName = "default",
    collections: [CollectionChoice], options: MigrationOptions = MigrationOptions()
  ) {
    self.sourceDatabase = sourceDatabase
    self.targetDatabase = targetDatabase
    self.collections = collections
    self.options = options
  }
}

extension MigrationRequest {
  /// A collection of the request on the source, by the name that the user gave.
  package func address(of choice: CollectionChoice) -> CollectionAddress {
    CollectionAddress(database: sourceDatabase, name: choice.source)
  }
}

/// One collection of a request.
public struct CollectionChoice: Sendable, Hashable, Codable {
  /// Its name on the source, or an alias of it there.
  public var source: ServerName
  /// Another name for the target; nil keeps that of the collection, also where an alias was given.
  public var newName: ServerName?

  /// Chooses a collection; without a target name it keeps its own.
  public init(source: ServerName, target: ServerName? = nil) {
    self.source = source
    newName = target
  }

  /// The name that it gets on the target, if it was not chosen by an alias.
  var expectedTarget: ServerName { newName ?? source }
}
