/// Where a collection is: its database and its name.
public struct CollectionAddress: Sendable, Hashable, CustomStringConvertible {
  /// The database; `default` where a server has only one.
  public var database: String
  /// The collection, or an alias of one.
  public var name: String

  /// The database that every server has.
  public static let defaultDatabase = "default"

  /// An address from its parts.
  public init(database: String = defaultDatabase, name: String) {
    self.database = database.isEmpty ? Self.defaultDatabase : database
    self.name = name
  }

  /// The name alone in the default database, else `database.name`.
  public var description: String {
    database == Self.defaultDatabase ? name : "\(database).\(name)"
  }
}
