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

extension PrimaryKey: Codable {
  /// Reads a key as the journal keeps it.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    self = try PrimaryKey(recorded: text)
  }

  /// Writes the key as the journal keeps it.
  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(journalText)
  }
}
