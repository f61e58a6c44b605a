public import MilvusClient

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Everything that a job must know to move one collection, without credentials.
///
/// A plan is decided once, by a check, and recorded with its job. It is complete: whoever runs the
/// job decides nothing, and a resumed job does what the first run would have done.
public struct MigrationPlan: Sendable, Codable, Equatable {
  /// The collection that is read, by its own name and never by an alias.
  public var source: CollectionAddress
  /// The collection that is made and written.
  public var target: CollectionAddress
  /// What tells the source from others that had its name, when the plan was made; nil in old plans.
  package var sourceIdentity: CollectionIdentity?
  /// The same of a target that is there already.
  package var targetIdentity: CollectionIdentity?
  /// The alias by which the user named the source, if it was one.
  public internal(set) var sourceAlias: ServerName?
  /// Whether the source was taken for empty by its statistics, which no count could prove.
  public internal(set) var isTakenForEmpty: Bool?
  /// Addresses of both ends ("http://host:19530").
  public var sourcePlace, targetPlace: String
  /// Versions of both servers, in their own words.
  public var sourceVersion, targetVersion: String
  /// What the user decided.
  public var options: MigrationOptions

  /// The source's schema without what belongs to its cluster, serialised.
  public var sourceSchemaBytes: Data
  /// The schema that the target gets, serialised.
  public var targetSchemaBytes: Data
  /// The name of the field that holds the primary key.
  public var keyField: ServerName
  /// The type of the primary key.
  public var keyType: DataType

  /// What becomes of the target's collection, if it is not made; nil as in plans that knew nothing else.
  var existingUse: TargetUse?
  /// Whether the target's database must be made first.
  public var createsDatabase = false
  /// Shards of the target; nil leaves it to the server.
  public var shards: Int?
  /// The target's consistency level; nil leaves it to the server.
  public var consistency: ConsistencyLevel?
  /// Buckets of a partition-key collection; nil leaves it to the server.
  public var keyPartitions: Int64?
  /// Partitions to read one by one, in the source's order; none for partition-key collections.
  public var partitions: [ServerName] = []
  /// Properties that the target gets for good.
  public var properties: [PlannedProperty] = []
  /// Properties that it has during the copy only.
  public var temporaryProperties: [TemporaryProperty] = []
  /// Indexes to make once the rows are there.
  public var vectorIndexes, scalarIndexes: [PlannedIndex]
  /// Aliases to make once the rows are verified.
  public var aliases: [ServerName] = []
  /// Roles and grants to make after them; nil if none is missing, or was asked for.
  public internal(set) var access: PlannedAccess?

  /// Columns to read, the key among them, as the target wants them.
  public var columns: [PlannedColumn]
  /// How rows are sent again whose first sending may have been stored.
  public var replay: ReplayStrategy
  /// What to load on the source before, and to release afterwards.
  public var sourceLoading: SourceLoading = .none
  /// What the target does not get, and why.
  public var notCarried: [NotCarried] = []

  /// Entities of the source when the plan was made.
  public var expectedRows: Int64?
  /// Mean size of a row on the wire, by a sample.
  public var sampledRowBytes: Int?
  /// How long it may take.
  public var estimate: TimeEstimate?
}

extension MigrationPlan {
  /// Whether rows are read and written partition by partition.
  public var readsByPartition: Bool { !partitions.isEmpty }

  /// What becomes of the target's collection.
  public var targetUse: TargetUse {
    get { existingUse ?? .create }
    set { existingUse = newValue == .create ? nil : newValue }
  }

  /// Whether entities are moved, and not the schema alone.
  public var movesRows: Bool { options.only != .schema }

  /// The partitions to count, each by itself; one nil where everything is moved.
  package var countedPartitions: [ServerName?] { options.partitions == nil ? [nil] : partitions }

  /// Partitions that the target lacks after its creation.
  public var partitionsToCreate: [ServerName] {
    partitions.filter { $0 != CollectionFacts.defaultPartition }
  }

  /// Whether the target generates keys of its own.
  public var makesNewKeys: Bool { replay == .impossible }

  /// Names of the columns to read, the key among them.
  public var readColumns: [ServerName] { columns.map(\.name) }

  /// What becomes of each column, in the same order.
  public var columnRules: [ColumnRule] { columns.map(\.rule) }

  /// The source's schema without what belongs to its cluster.
  ///
  /// - Throws: `MilvusError` with `.unexpectedAnswer` if the plan was damaged.
  public func sourceSchema() throws(MilvusError) -> CollectionSchema {
    try CollectionSchema(serialized: [UInt8](sourceSchemaBytes))
  }

  /// The schema that the target gets.
  ///
  /// - Throws: `MilvusError` with `.unexpectedAnswer` if the plan was damaged.
  public func targetSchema() throws(MilvusError) -> CollectionSchema {
    try CollectionSchema(serialized: [UInt8](targetSchemaBytes))
  }

  /// Identifies what the plan does: ends, schemas, mapping and the options that shape the result.
  public var fingerprint: String { PlanFingerprint(of: self).text }

  /// The plan as JSON for the journal; equal plans give equal bytes.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// Reads a plan that `encoded()` wrote.
  public init(encoded: Data) throws {
    self = try JSONDecoder().decode(MigrationPlan.self, from: encoded)
  }
}

extension TargetUse {
  /// What a recorded plan says of it, without reading the rest of the plan.
  package init(ofPlan encoded: Data) throws {
    struct Use: Decodable {
      var existingUse: TargetUse?
    }
    self = try JSONDecoder().decode(Use.self, from: encoded).existingUse ?? .create
  }
}
