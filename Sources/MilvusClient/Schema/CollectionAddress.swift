/// Where a collection is: its database and its name.
public struct CollectionAddress: Sendable, Hashable, CustomStringConvertible {
  /// The database; `default` where a server has only one.
  public var database: ServerName
  /// The collection, or an alias of one.
  public var name: ServerName

  /// The database that every server has.
  public static let defaultDatabase: ServerName = "default"

  /// The partition that every collection has.
  public static let defaultPartition: ServerName = "_default"

  /// An address from its parts.
  public init(database: ServerName = defaultDatabase, name: ServerName) {
    self.database = database.isEmpty ? Self.defaultDatabase : database
    self.name = name
  }

  /// The name alone in the default database, else `database.name`.
  public var description: String {
    database == Self.defaultDatabase ? name.text : "\(database).\(name)"
  }
}
