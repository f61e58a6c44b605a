public import Foundation

/// That the program has loaded a collection for a while, and owes its release; or that it has changed
/// a property of one, and owes what it was.
public struct LoadClaim: Sendable, Codable {
  /// A collection of one cluster, told from others by the bytes of its names.
  public struct Subject: Sendable, Codable {
    /// The address of the cluster.
    public var place: String
    /// The database that holds the collection.
    public var database: String
    /// The collection.
    public var collection: String
    /// The property that was changed; nil if the collection was loaded.
    public var property: String?

    /// Names a collection, or a property of it.
    public init(place: String, database: String, collection: String, property: String? = nil) {
      (self.place, self.database, self.collection) = (place, database, collection)
      self.property = property
    }

    /// The collection that it is about.
    package var collectionAlone: Self {
      Self(place: place, database: database, collection: collection)
    }
  }

  /// What was loaded.
  public var subject: Subject
  /// The end that it is on: `source` or `target`.
  public var side: String
  /// The partitions that were loaded; none means all of the collection.
  public var partitions: [String]
  /// What the changed property was before.
  public var value: String?
  /// What loaded or changed it: `verify`, `repair`, `job`.
  public var owner: String
  /// The job that loaded it, if one did.
  public var job: Int64?
  /// When it was about to be loaded.
  public var at: Date

  /// Whether nothing is left of it once its process has ended: a file of this machine, which is known
  /// by its path, has a server of that process alone.
  var endsWithProcess: Bool { subject.property == nil && subject.place.hasPrefix("/") }

  /// Makes a claim from its parts.
  public init(
    _ subject: Subject, side: String, partitions: [String] = [], owner: String, job: Int64? = nil,
    value: String? = nil, at: Date
  ) {
    (self.subject, self.side, self.partitions) = (subject, side, partitions)
    (self.owner, self.job, self.value, self.at) = (owner, job, value, at)
  }
}

extension LoadClaim.Subject: Equatable {
  /// Whether both are the same collection, or the same property of it.
  public static func == (one: Self, other: Self) -> Bool {
    one.place == other.place && one.database.utf8.elementsEqual(other.database.utf8)
      && one.collection.utf8.elementsEqual(other.collection.utf8) && one.property == other.property
  }
}
