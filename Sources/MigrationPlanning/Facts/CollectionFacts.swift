package import MilvusClient

/// What was learned of one collection of a request, before anything is judged.
package struct CollectionFacts: Sendable {
  /// The partition that every collection has.
  package static let defaultPartition = CollectionAddress.defaultPartition

  /// A partition of the source.
  package struct Partition: Sendable {
    package var name: ServerName
    package var loadState: LoadState

    /// Makes it from its parts.
    package init(name: ServerName, loadState: LoadState) {
      self.name = name
      self.loadState = loadState
    }
  }

  /// A few rows that were read to learn how large rows are, and whether they fit.
  package struct Sample: Sendable, Equatable {
    package var rows: Int
    package var bytes: Int
    /// Fields of which some rows are longer than the target takes.
    package var excesses: [TextLimits.Excess] = []

    /// Makes it from its parts.
    package init(rows: Int, bytes: Int, excesses: [TextLimits.Excess] = []) {
      self.rows = rows
      self.bytes = bytes
      self.excesses = excesses
    }

    /// Adds a page of rows.
    package mutating func add(_ page: RowPage, _ limits: TextLimits) {
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
  package struct Existing: Sendable {
    package var schema: CollectionSchema
    package var properties: [PlannedProperty]
    /// Entities: live ones if it is loaded, else stored ones by the statistics; nil if not counted.
    package var rows: Int64?
    /// What tells it from others that had its name.
    package var identity: CollectionIdentity?

    /// Makes it from its parts.
    package init(
      schema: CollectionSchema, properties: [PlannedProperty], rows: Int64? = nil,
      identity: CollectionIdentity? = nil
    ) {
      self.schema = schema
      self.properties = properties
      self.rows = rows
      self.identity = identity
    }
  }

  /// Who has the name on the target.
  package enum NameOnTarget: Sendable, Equatable {
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
  package var choice: CollectionChoice
  /// The collection on the source, by its own name.
  package var source: CollectionAddress
  /// What tells it from others that had its name.
  package var identity: CollectionIdentity?
  /// The collection to make.
  package var target: CollectionAddress
  /// The schema as the source describes it.
  package var schema: CollectionSchema
  /// Shards of the source.
  package var shards: Int
  /// The source's consistency level, if it tells.
  package var consistency: ConsistencyLevel?
  /// The source's properties that mean the same on every cluster, by name.
  package var carriedProperties: [PlannedProperty] = []
  /// The source's other properties, by name.
  package var leftProperties: [NotCarried] = []
  /// Buckets of the source's partition key; nil if it has none or counts them otherwise.
  package var keyPartitions: Int64?
  /// How many partitions the source says that there are, if it does not list them.
  package var partitionCount: Int64?
  /// The source's partitions that are to be moved, in its order.
  package var partitions: [Partition]
  /// The source's other partitions, in its order.
  package var leftPartitions: [ServerName] = []
  /// The load state of the collection as a whole.
  package var loadState: LoadState
  /// The source's indexes.
  package var indexes: [PlannedIndex]
  /// The source's aliases.
  package var aliases: [ServerName]
  /// Live entities by `count(*)`, if the collection can be queried.
  package var rows: Int64?
  /// Stored rows by the server's statistics.
  package var storedRows: Int64?
  /// A few rows, if the collection can be queried.
  package var sample: Sample?
  /// Who has the name on the target.
  package var nameOnTarget: NameOnTarget
  /// The target's collection, where entities are to be written into one that is there.
  package var existing: Existing?
  /// Some keys that the source takes in no filter.
  package var unnameableKeys: [PrimaryKey] = []
  /// Whether the source has an entity with the largest Int64 as its key, which the target never returns.
  package var hasLargestKey = false
  /// The server's words about a filter that it does not understand.
  package var filterRefusal: String?
  /// Aliases that are not free on the target, with who has each.
  package var takenAliases: [ServerName: NameOnTarget]
  /// What the user of the target may do with the collection to be made, as far as it was tried; nil if
  /// nobody is asked who they are, or the name is not free.
  package var targetRights: [WriteRight: Bool]?
  /// Questions about it that a server did not answer.
  package var unanswered: [Unanswered] = []

  /// Makes it from its parts.
  package init(
    choice: CollectionChoice, source: CollectionAddress, identity: CollectionIdentity? = nil,
    target: CollectionAddress, schema: CollectionSchema, shards: Int,
    consistency: ConsistencyLevel? = nil, carriedProperties: [PlannedProperty] = [],
    leftProperties: [NotCarried] = [], keyPartitions: Int64? = nil, partitionCount: Int64? = nil,
    partitions: [Partition], leftPartitions: [ServerName] = [], loadState: LoadState,
    indexes: [PlannedIndex], aliases: [ServerName], rows: Int64? = nil, storedRows: Int64? = nil,
    sample: Sample? = nil, nameOnTarget: NameOnTarget, existing: Existing? = nil,
    unnameableKeys: [PrimaryKey] = [], hasLargestKey: Bool = false, filterRefusal: String? = nil,
    takenAliases: [ServerName: NameOnTarget], targetRights: [WriteRight: Bool]? = nil,
    unanswered: [Unanswered] = []
  ) {
    self.choice = choice
    self.source = source
    self.identity = identity
    self.target = target
    self.schema = schema
    self.shards = shards
    self.consistency = consistency
    self.carriedProperties = carriedProperties
    self.leftProperties = leftProperties
    self.keyPartitions = keyPartitions
    self.partitionCount = partitionCount
    self.partitions = partitions
    self.leftPartitions = leftPartitions
    self.loadState = loadState
    self.indexes = indexes
    self.aliases = aliases
    self.rows = rows
    self.storedRows = storedRows
    self.sample = sample
    self.nameOnTarget = nameOnTarget
    self.existing = existing
    self.unnameableKeys = unnameableKeys
    self.hasLargestKey = hasLargestKey
    self.filterRefusal = filterRefusal
    self.takenAliases = takenAliases
    self.targetRights = targetRights
    self.unanswered = unanswered
  }

  /// The best number of entities that is known.
  var bestRows: Int64? { rows ?? storedRows }

  /// The collection by the name that the user gave, which may be an alias.
  var asked: CollectionAddress {
    CollectionAddress(database: source.database, name: choice.source)
  }

  /// Whether all that is to be moved can be queried.
  package var isReadable: Bool { loadState == .loaded && unloadedPartitions.isEmpty }

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
