internal import GRDB

/// The collection that a job made, as its server tells it from others of the same name.
public struct IdentityRecord: Sendable, Equatable {
  /// The server's number for it, 0 if it has none.
  public var collectionID: Int64
  /// When the server made it, as the bits of its `UInt64`; 0 if it does not say.
  public var createdTimestamp: Int64

  /// Describes an identity from its parts.
  public init(collectionID: Int64, createdTimestamp: Int64) {
    self.collectionID = collectionID
    self.createdTimestamp = createdTimestamp
  }
}

extension IdentityRecord: StoredRecord {
  init(row: Row) throws {
    collectionID = try row.decode(forColumn: "collectionId")
    createdTimestamp = try row.decode(forColumn: "createdTimestamp")
  }
}
