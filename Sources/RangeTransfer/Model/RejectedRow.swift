package import MigrationPlanning
public import MilvusClient

/// An entity that the target refused for what it contains.
public struct RejectedRow: Sendable, Hashable, Codable {
  /// Its key.
  public var key: PrimaryKey
  /// Its partition; nil where the collection is copied as a whole.
  public var partition: ServerName?
  /// The server's words.
  public var reason: String

  /// Names a row with the words that it was refused with.
  public init(key: PrimaryKey, partition: ServerName?, reason: String) {
    self.key = key
    self.partition = partition
    self.reason = reason
  }
}

extension MigrationError {
  /// The failure of a target that took no row of all that it was sent.
  package init(
    refusingAllOf source: CollectionAddress, last: RejectedRow, cause: (any Error)? = nil
  ) {
    self.init(
      .rowsRefused,
      """
      the target refused every entity of "\(source)" that it was sent, the last one with key \
      \(last.key): \(last.reason)
      """, cause: cause)
  }
}
