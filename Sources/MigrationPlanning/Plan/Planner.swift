internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Turns what is known of a collection into everything that a job must know; pure.
struct Planner: Sendable {
  let facts: CollectionFacts
  let pair: PairFacts
  let options: MigrationOptions
  private let isTakenForEmpty: Bool

  let keys: KeyPolicy
  let indexes: IndexMapping
  let limits: PlanLimits

  init(
    _ facts: CollectionFacts, _ pair: PairFacts, _ options: MigrationOptions, isTakenForEmpty: Bool
  ) {
    (self.facts, self.pair, self.options) = (facts, pair, options)
    self.isTakenForEmpty = isTakenForEmpty
    limits = PlanLimits.of(pair.target.profile, pair.target.version)
    keys = KeyPolicy.decide(facts, options, on: pair.target.version)
    indexes = IndexMapping(
      facts.indexes, of: facts.schema, source: pair.source.version, target: pair.target.version,
      targetKind: pair.target.profile.kind, policy: options.index)
  }

  /// The plan; nil for a schema without a primary key, which no server accepts.
  func plan() throws(MilvusError) -> MigrationPlan? {
    guard let key = facts.schema.primaryKey else { return nil }
    let carryable = facts.schema.carryable()
    let isNew = targetUse == .create
    return MigrationPlan(
      source: facts.source, target: facts.target, sourceIdentity: facts.identity,
      targetIdentity: isNew ? nil : facts.existing?.identity,
      sourceAlias: facts.choice.source == facts.source.name ? nil : facts.choice.source,
      isTakenForEmpty: isTakenForEmpty ? true : nil,
      sourcePlace: pair.source.place,
      targetPlace: pair.target.place, sourceVersion: pair.source.versionText,
      targetVersion: pair.target.versionText, options: options,
      sourceSchemaBytes: Data(try carryable.serialized()),
      targetSchemaBytes: Data(try targetSchema.serialized()), keyField: key.name,
      keyType: key.type, existingUse: isNew ? nil : targetUse,
      createsDatabase: pair.targetDatabaseExists == false,
      shards: shards, consistency: consistency,
      keyPartitions: pair.target.version.supports(.partitionKeyBuckets) ? facts.keyPartitions : nil,
      partitions: partitions,
      properties: isNew ? lastingProperties : [],
      temporaryProperties: isNew ? temporaryProperties : [],
      vectorIndexes: isNew ? indexes.vector : [], scalarIndexes: isNew ? indexes.scalar : [],
      aliases: isNew && takesAliases ? facts.aliases : [],
      columns: ColumnMapping(schema: carryable, keys: keys, target: pair.target.version).columns,
      replay: keys.replay(on: pair.target.version), sourceLoading: sourceLoading,
      notCarried: notCarried, expectedRows: facts.bestRows, sampledRowBytes: facts.rowBytes,
      estimate: TimeEstimate(
        facts, from: pair.source, to: pair.target, atMost: options.rate))
  }

  /// The schema that the target gets, or has to have.
  var targetSchema: CollectionSchema {
    let wanted = keys.schema(renamed(facts.schema.carryable()))
    return pair.target.version.supports(.wholeSchemas) ? wanted : wanted.asKeptByLite()
  }

  /// Whether the target's collection is made, or is one that is there.
  var targetUse: TargetUse { TargetUse(facts, options) }

  /// Shards of the target: as many as the source has, or as the target allows.
  var shards: Int? {
    guard pair.target.version.supports(.shards), facts.shards > 0 else { return nil }
    return min(facts.shards, limits.shards ?? facts.shards)
  }

  /// What to load on the source before its rows can be read.
  var sourceLoading: SourceLoading {
    guard options.only != .schema else { return .none }
    let unloaded = facts.unloadedPartitions
    if unloaded.isEmpty && facts.loadState == .loaded { return .none }
    // Of partitions that are not moved some may be loaded, and must stay so.
    let isPartial = !facts.leftPartitions.isEmpty && pair.source.version.supports(.loadPartitions)
    if isPartial || unloaded.count < facts.partitions.count, !unloaded.isEmpty {
      return .partitions(unloaded)
    }
    return .collection
  }

  private func renamed(_ schema: CollectionSchema) -> CollectionSchema {
    var schema = schema
    schema.name = facts.target.name
    return schema
  }

  private var consistency: ConsistencyLevel? {
    pair.target.version.supports(.consistencyLevels) ? facts.consistency : nil
  }

  /// Partitions to read one by one; those of a partition key cannot be named.
  private var partitions: [ServerName] {
    facts.schema.partitionKey == nil ? facts.partitions.map(\.name) : []
  }

  private var temporaryProperties: [TemporaryProperty] {
    guard case .keptWhileGenerating(let property?) = keys else { return [] }
    return [property]
  }

  private var lastingProperties: [PlannedProperty] {
    facts.carriedProperties.filter { property in
      !temporaryProperties.contains { $0.key == property.key }
    }
  }

  private var takesAliases: Bool {
    options.aliases && pair.target.version.supports(.aliases)
  }

  /// What a collection that is there keeps of its own.
  private static let settings = NotCarried(
    "indexes, aliases and properties", because: "the target's collection has its own")

  private var notCarried: [NotCarried] {
    var left = targetUse == .create ? facts.leftProperties + indexes.left : [Self.settings]
    left += facts.leftPartitions.map {
      NotCarried("partition \"\($0)\"", because: "it was not asked for")
    }
    if !takesAliases, targetUse == .create {
      let reason =
        options.aliases ? "the target has no aliases" : "the migration was to leave it out"
      left += facts.aliases.map { NotCarried("alias \"\($0)\"", because: reason) }
    }
    left += LiteLosses(facts, on: pair.target.version).list.map {
      NotCarried($0, because: "Milvus Lite does not keep it")
    }
    return left
  }
}

extension TargetUse {
  /// What the user's choice means for what is there.
  init(_ facts: CollectionFacts, _ options: MigrationOptions) {
    switch (facts.existing != nil, options.onConflict, options.only) {
    case (true, .upsert, _): self = .merge
    case (true, _, .data?): self = .fill
    default: self = .create
    }
  }
}
