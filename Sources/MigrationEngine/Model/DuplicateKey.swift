internal import MigrationPlanning
public import MilvusClient

/// A key that several entities of the source share.
public struct DuplicateKey: Sendable, Codable, Hashable {
  /// The key.
  public var key: PrimaryKey
  /// The partition that holds them; nil where the collection is read as a whole.
  public var partition: ServerName?
  /// How many there are; one of them is copied.
  public var copies: Int64
}
