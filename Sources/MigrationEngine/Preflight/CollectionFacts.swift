internal import MilvusClient

/// What was learned of one collection of a request, before anything is judged.
struct CollectionFacts: Sendable {
  /// The partition that every collection has.
  static let defaultPartition = CollectionAddress.defaultPartition

  /// A partition of the source.
  struct Partition: Sendable {
    var name: ServerName
    var loadState: LoadState
  }

  /// A few rows that were read to learn how large rows are, and whether they fit.
  struct Sample: Sendable, Equatable {
    var rows: Int
    var bytes: Int
    /// Fields of which some rows are longer than the target takes.
    var excesses: [TextLimits.Excess] = []

    /// Adds a page of rows.
    mutating func add(_ page: RowPage, _ limits: TextLimits) {
      rows += page.rowCount
      bytes += page.byteCount
      for excess in limits.excesses(in: page) {
        if let known = excesses.firstIndex(where: { $0.field == excess.field }) {
          excesses[known].rows += excess.rows
        } else {
          excesses.append(excess)
        }
      }
    }
  }

  /// The collection of the target that has the name.
  struct Existing: Sendable {
    var schema: CollectionSchema
    var properties: [PlannedProperty]
    /// Entities: live ones if it is loaded, else stored ones by the statistics; nil if not counted.
    var rows: Int64?
    /// What tells it from others that had its name.
    var identity: CollectionIdentity?
  }

  /// Who has the name on the target.
  enum NameOnTarget: Sendable, Equatable {
    case free
    /// A collection, with its entities if they were counted.
    case collection(rows: Int64?)
    case alias(of: ServerName)
    /// An alias whose collection was dropped.
    case leftoverAlias
    /// Nobody: the server takes no such name, in its words.
    case refused(String)
  }

  /// What the user asked for.
  var choice: CollectionChoice
  /// The collection on the source, by its own name.
  var source: CollectionAddress
  /// What tells it from others that had its name.
  var identity: CollectionIdentity?
  /// The collection to make.
  var target: CollectionAddress
  /// The schema as the source describes it.
  var schema: CollectionSchema
  /// Shards of the source.
  var shards: Int
  /// The source's consistency level, if it tells.
  var consistency: ConsistencyLevel?
  /// The source's properties that mean the same on every cluster, by name.
  var carriedProperties: [PlannedProperty] = []
  /// The source's other properties, by name.
  var leftProperties: [NotCarried] = []
  /// Buckets of the source's partition key; nil if it has none or counts them otherwise.
  var keyPartitions: Int64?
  /// How many partitions the source says that there are, if it does not list them.
  var partitionCount: Int64?
  /// The source's partitions that are to be moved, in its order.
  var partitions: [Partition]
  /// The source's other partitions, in its order.
  var leftPartitions: [ServerName] = []
  /// The load state of the collection as a whole.
  var loadState: LoadState
  /// The source's indexes.
  var indexes: [PlannedIndex]
  /// The source's aliases.
  var aliases: [ServerName]
  /// Live entities by `count(*)`, if the collection can be queried.
  var rows: Int64?
  /// Stored rows by the server's statistics.
  var storedRows: Int64?
  /// A few rows, if the collection can be queried.
  var sample: Sample?
  /// Who has the name on the target.
  var nameOnTarget: NameOnTarget
  /// The target's collection, where entities are to be written into one that is there.
  var existing: Existing?
  /// Some keys that the source takes in no filter.
  var unnameableKeys: [PrimaryKey] = []
  /// The server's words about a filter that it does not understand.
  var filterRefusal: String?
  /// Aliases that are not free on the target, with who has each.
  var takenAliases: [ServerName: NameOnTarget]
  /// What the user of the target may do with the collection to be made, as far as it was tried; nil if
  /// nobody is asked who they are, or the name is not free.
  var targetRights: [WriteRight: Bool]?
  /// Questions about it that a server did not answer.
  var unanswered: [Unanswered] = []

  /// The best number of entities that is known.
  var bestRows: Int64? { rows ?? storedRows }

  /// The collection by the name that the user gave, which may be an alias.
  var asked: CollectionAddress {
    CollectionAddress(database: source.database, name: choice.source)
  }

  /// Whether all that is to be moved can be queried.
  var isReadable: Bool { loadState == .loaded && unloadedPartitions.isEmpty }

  /// Vector fields without an index on the source; Milvus loads no collection that has one.
  var unindexedVectors: [ServerName] {
    guard !unanswered.contains(where: { $0.question == .indexes }) else { return [] }
    let indexed = Set(indexes.map(\.field))
    return schema.vectorColumns.map(\.name).filter { !indexed.contains($0) }
  }

  /// Whether all its partitions are known, although the source does not list them.
  var knowsPartitions: Bool { schema.partitionKey != nil || partitionCount == 1 }

  /// Partitions of the source that cannot be queried.
  var unloadedPartitions: [ServerName] {
    partitions.filter { $0.loadState != .loaded }.map(\.name)
  }
}
