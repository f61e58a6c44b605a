internal import MigrationPlanning
public import MilvusClient

/// One entity that is not the same on both sides.
public struct Difference: Sendable, Hashable, Codable {
  /// How an entity differs.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case missing, extra, changed
  }

  /// Its key.
  public var key: PrimaryKey
  /// Its partition; nil where partitions are not compared one by one.
  public var partition: ServerName?
  /// How it differs; missing and extra are said of the target.
  public var kind: Kind
  /// The fields whose values differ, for a changed entity.
  public var fields: [ServerName]

  /// Names an entity that differs; of a missing or extra one no fields are named.
  package init(key: PrimaryKey, partition: ServerName? = nil, kind: Kind, fields: [ServerName]) {
    (self.key, self.partition, self.kind, self.fields) = (key, partition, kind, fields)
  }
}
