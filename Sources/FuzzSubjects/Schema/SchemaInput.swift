internal import MigrationEngine
internal import MilvusClient
internal import TestSupport

/// A random collection between two random ends.
struct SchemaInput {
  /// The collection, the ends and the options.
  var simulation: PlanSimulation
  /// What the rows depend on.
  var rowSeed: UInt64
  /// Whether what takes long is looked at, too.
  var isThorough: Bool

  private static let properties = [
    "collection.ttl.seconds", "mmap.enabled", "allow_insert_auto_id", "partitionkey.isolation",
    "timezone", "replicate.id", "collection.insertRate.max.mb", "never.heard.of",
  ]
  private static let indexTypes = [
    "HNSW", "IVF_FLAT", "AUTOINDEX", "SPARSE_INVERTED_INDEX", "INVERTED", "STL_SORT", "Trie",
    "marisa-trie", "GPU_CAGRA", "MINHASH_LSH", "NGRAM", "RTREE", "FUTURE", "",
  ]

  init(using generator: inout SeededGenerator) throws {
    let schema = CollectionSchema(wire: try RandomSchema(using: &generator).wire)
    let source = Self.end(using: &generator)
    // Half of the collections stay on the version that they are on: all of them have to arrive.
    let target = generator.once(in: 2) ? source : Self.end(using: &generator)
    var simulation = PlanSimulation(
      Self.description(of: schema, using: &generator), from: source, to: target)
    simulation.options = Self.options(using: &generator)
    simulation.indexes = Self.indexes(of: schema, using: &generator)
    simulation.rows = generator.once(in: 8) ? Int64(bitPattern: generator.edge() >> 1) : 1_000
    if generator.once(in: 3) { simulation.partitions += ["p-1", "p_2"] }
    if generator.once(in: 4) {
      simulation.targetName = ServerName(RandomText.name(using: &generator))
    }
    self.simulation = simulation
    rowSeed = generator.next()
    isThorough = generator.once(in: 16)
  }

  private static func end(using generator: inout SeededGenerator) -> PlanSimulation.End {
    let version = generator.pick(SchemaProperties.versions)
    guard !version.isLite, generator.once(in: 3) else { return PlanSimulation.End(version) }
    let units: [Int?] = [nil, 1, 2, 12, 256, .max]
    return PlanSimulation.End(
      version, kind: generator.pick(ClusterKind.allCases.filter { $0 != .lite }),
      computeUnits: generator.pick(units))
  }

  private static func description(
    of schema: CollectionSchema, using generator: inout SeededGenerator
  ) -> CollectionDescription {
    let properties = Self.properties.filter { _ in generator.once(in: 4) }
      .map { KeyValue($0, generator.pick(["true", "false", "3600", "-1", "x"])) }
    return CollectionDescription(
      address: CollectionAddress(name: schema.name), schema: schema,
      shards: 1 + generator.size(upTo: 20),
      consistency: ConsistencyLevel.allCases.randomElement(using: &generator),
      aliases: generator.once(in: 3) ? ["live", "old"] : [], properties: properties,
      partitionCount: Int64(generator.below(64)))
  }

  private static func options(using generator: inout SeededGenerator) -> MigrationOptions {
    var options = MigrationOptions()
    options.index = generator.pick(MigrationOptions.IndexPolicy.allCases)
    options.autoID = generator.pick(MigrationOptions.AutoIDPolicy.allCases)
    options.onConflict = generator.pick(MigrationOptions.ConflictPolicy.allCases)
    options.verification = generator.pick(MigrationOptions.VerificationLevel.allCases)
    options.aliases = !generator.once(in: 4)
    return options
  }

  private static func indexes(
    of schema: CollectionSchema, using generator: inout SeededGenerator
  ) -> [PlannedIndex] {
    let names =
      schema.fields.map(\.name)
      + schema.structFields.flatMap { field in field.fields.map { "\(field.name)[\($0.name)]" } }
    return names.filter { _ in generator.once(in: 3) }.map { name in
      PlannedIndex(
        field: name, name: "ix_\(name)", type: generator.pick(indexTypes),
        metric: generator.pick([nil, "", "L2", "COSINE", "BM25"]),
        parameters: [PlannedProperty(key: "M", value: "16")])
    }
  }
}
