public import Foundation

/// That the program has loaded a collection for a while, and owes its release.
public struct LoadClaim: Sendable, Codable {
  /// A collection of one cluster, told from others by the bytes of its names.
  public struct Subject: Sendable, Codable {
    /// The address of the cluster.
    public var place: String
    /// The database that holds the collection.
    public var database: String
    /// The collection.
    public var collection: String

    /// Names a collection.
    public init(place: String, database: String, collection: String) {
      (self.place, self.database, self.collection) = (place, database, collection)
    }
  }

  /// What was loaded.
  public var subject: Subject
  /// The end that it is on: `source` or `target`.
  public var side: String
  /// The partitions that were loaded; none means all of the collection.
  public var partitions: [String]
  /// What loaded it: `verify`, `repair`, `job`.
  public var owner: String
  /// The job that loaded it, if one did.
  public var job: Int64?
  /// When it was about to be loaded.
  public var at: Date

  /// Makes a claim from its parts.
  public init(
    _ subject: Subject, side: String, partitions: [String] = [], owner: String, job: Int64? = nil,
    at: Date
  ) {
    (self.subject, self.side, self.partitions) = (subject, side, partitions)
    (self.owner, self.job, self.at) = (owner, job, at)
  }
}

extension LoadClaim.Subject: Equatable {
  /// Whether both are the same collection.
  public static func == (one: Self, other: Self) -> Bool {
    one.place == other.place && one.database.utf8.elementsEqual(other.database.utf8)
      && one.collection.utf8.elementsEqual(other.collection.utf8)
  }
}
