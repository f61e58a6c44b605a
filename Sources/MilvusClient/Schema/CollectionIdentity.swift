/// What tells a collection from every other that ever had its name.
///
/// A server gives a collection a number and a time when it makes it, and never again the same two.
/// Milvus Lite tells neither: what is 0 is not known, and proves nothing.
public struct CollectionIdentity: Sendable, Codable, Equatable {
  /// Its number, 0 if the server does not say.
  public var id: Int64
  /// The server's timestamp of its creation, 0 if the server does not say.
  public var createdTimestamp: UInt64

  /// An identity from its parts.
  public init(id: Int64, createdTimestamp: UInt64) {
    self.id = id
    self.createdTimestamp = createdTimestamp
  }

  /// Whether nothing that both know tells them apart.
  public func mayBe(_ other: CollectionIdentity) -> Bool {
    let ids = id == 0 || other.id == 0 || id == other.id
    let times =
      createdTimestamp == 0 || other.createdTimestamp == 0
      || createdTimestamp == other.createdTimestamp
    return ids && times
  }
}
