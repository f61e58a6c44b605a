internal import MigrationPlanning
public import MilvusClient

/// What a collection was at a time, as far as it can be proven later without another copy.
public struct Baseline: Sendable {
  /// The collection, by its own name.
  public var collection: CollectionAddress
  /// What its server said of itself.
  public var server: String
  /// When it was taken, as RFC 3339; empty if nobody said.
  public var takenAt = ""
  /// Everything of the collection but its rows.
  var definition: Definition
  /// The columns whose content the digests are of, in that order.
  var columns: [ServerName]
  /// What a row weighed on average.
  var rowBytes: Int
  /// Its partitions; one without a name where a key chooses them.
  var parts: [Part] = []
  /// Rows of which each field has a digest, by partition and key.
  var rows: [Row] = []
  /// Searches and what they found, by field.
  var fields: [Field] = []

  /// Entities that were counted.
  public var entities: Int64 { parts.reduce(0) { $0.addingClamped($1.entities) } }
  /// Key ranges of which there is a digest.
  public var rangeCount: Int { parts.reduce(0) { $0 + $1.ranges.count } }
  /// Rows by which differences can be named.
  public var rowCount: Int { rows.count }
  /// Searches whose answers it has.
  public var searchCount: Int { fields.reduce(0) { $0 + $1.searches.count } }

  // 1 TiB: no range has as much, and several together are a number still.
  private static let mostBytes = 1 << 40

  /// What the rows of a range weigh by estimate; a file may say anything.
  func bytes(of range: Range) -> Int {
    let (bytes, isBeyond) = range.rows.multipliedReportingOverflow(by: rowBytes)
    return isBeyond ? Self.mostBytes : min(bytes, Self.mostBytes)
  }
}

extension Baseline {
  /// Everything that a server says of a collection, apart from its rows.
  struct Definition: Sendable, Equatable {
    var schema: CollectionSchema
    var shards: Int
    var consistency: ConsistencyLevel?
    var properties: [PlannedProperty]
    var partitions: [ServerName]
    var indexes: [PlannedIndex]
    var aliases: [ServerName]
    var version: ServerVersion
    var kind: ClusterKind
  }

  /// A partition, cut at some of its keys.
  struct Part: Sendable, Equatable {
    var name: ServerName?
    /// Rows that were counted, every copy of a key.
    var entities: Int64
    /// Its ranges in the order of keys; each begins after the one before.
    var ranges: [Range] = []
  }

  /// The last key of a range, how many rows it holds, and what they hold.
  struct Range: Sendable, Equatable {
    /// Nil for the last range, which has no end.
    var upper: PrimaryKey?
    var rows: Int
    var digest: UInt64
  }

  /// A row of which each field has a digest.
  struct Row: Sendable, Equatable {
    var partition: ServerName?
    var key: PrimaryKey
    /// In the order of the columns.
    var fields: [UInt64]
  }

  /// A vector field that was searched by.
  struct Field: Sendable, Equatable {
    var name: ServerName
    var index: String?
    var metric: String
    var limit: Int
    var searches: [Search] = []
  }

  /// A search for the vector of a row, and the neighbours that it found.
  struct Search: Sendable, Equatable {
    var partition: ServerName?
    var key: PrimaryKey
    var neighbours: [Neighbour]
  }
}

extension Baseline.Definition {
  init(_ snapshot: CollectionSnapshot) {
    let described = snapshot.description
    self.init(
      schema: described.schema, shards: described.shards, consistency: described.consistency,
      properties: described.properties.map { PlannedProperty(key: $0.key, value: $0.value) },
      partitions: snapshot.partitions, indexes: snapshot.indexes, aliases: snapshot.aliases,
      version: snapshot.version, kind: snapshot.profile.kind)
  }

  /// The same as a comparison of two collections looks at it.
  func snapshot(of collection: CollectionAddress) -> CollectionSnapshot {
    CollectionSnapshot(
      description: CollectionDescription(
        address: collection, schema: schema, shards: shards, consistency: consistency,
        properties: properties.map { KeyValue($0.key, $0.value) }),
      partitions: partitions, indexes: indexes, aliases: aliases, version: version,
      profile: ClusterProfile(kind: kind))
  }
}

extension Baseline.Part {
  /// The bounds of its ranges.
  var bounds: [KeyRange] {
    zip([nil] + ranges.map(\.upper), ranges).map { KeyRange(lower: $0, upper: $1.upper) }
  }

  /// Rows that were read, one of each key.
  var rows: Int64 { ranges.reduce(0) { $0.addingClamped(Int64($1.rows)) } }
}

/// What a baseline has beside definition, counts and digests.
public struct BaselineOptions: Sendable, Equatable {
  /// Rows whose vectors are searched for; 0 means none.
  public var queries = SearchOptions.usualQueries
  /// Neighbours of each search.
  public var limit = SearchOptions.usualLimit
  /// Rows that are kept by key, with a digest of each field; 0 means none.
  public var rows = 0

  /// The usual options.
  public init() {}
}
