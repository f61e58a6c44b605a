package import MilvusClient

/// A check of one collection that is described and not asked for: rules and planner, no server.
///
/// It lets tests try any schema between any two versions. The name is free on the target, and both
/// ends answer.
package struct PlanSimulation: Sendable {
  /// What one end is.
  package struct End: Sendable, Hashable {
    /// The version of its server.
    package var version: ServerVersion
    /// What sort of cluster it is.
    package var kind: ClusterKind
    /// Query CUs, if declared.
    package var computeUnits: Int?

    /// Makes an end; without a kind it is what its version says.
    package init(_ version: ServerVersion, kind: ClusterKind? = nil, computeUnits: Int? = nil) {
      self.version = version
      let flavour = KnownServer(version, by: .version).flavour
      self.kind = kind ?? (flavour == .lite ? .lite : .milvus)
      self.computeUnits = computeUnits
    }
  }

  /// What the source says about the collection.
  package var description: CollectionDescription
  /// Its partitions, all of them loaded.
  package var partitions: [ServerName] = [CollectionFacts.defaultPartition]
  /// Its indexes.
  package var indexes: [PlannedIndex] = []
  /// Its entities.
  package var rows: Int64 = 1_000
  /// What it is to be called on the target.
  package var targetName: ServerName
  /// The end that is read.
  package var source: End
  /// The end that is written.
  package var target: End
  /// What the user decided.
  package var options = MigrationOptions()

  /// Simulates a collection that keeps its name; everything else may be set afterwards.
  package init(_ description: CollectionDescription, from source: End, to target: End) {
    self.description = description
    self.source = source
    self.target = target
    targetName = description.address.name
  }

  /// What the check would say, with the plan that it leads to.
  package func report() throws -> CheckReport {
    let pair = PairFacts(
      source: facts(of: source, place: "http://10.0.0.1:19530"),
      target: facts(of: target, place: "http://10.0.0.2:19530"),
      targetDatabase: description.address.database, targetDatabaseExists: true,
      targetCollections: 0)
    let request = MigrationRequest(
      sourceDatabase: description.address.database, targetDatabase: description.address.database,
      collections: [choice], options: options)
    return try Preflight.report([
      Preflight.Part(request: request, pair: pair, answers: [.facts(collection)])
    ])
  }

  private var choice: CollectionChoice {
    CollectionChoice(source: description.address.name, target: targetName)
  }

  private func facts(of end: End, place: String) -> EndFacts {
    EndFacts(
      label: "simulation", place: place,
      profile: ClusterProfile(kind: end.kind, computeUnits: end.computeUnits),
      server: KnownServer(end.version, by: .version), versionText: "Milvus \(end.version)",
      roundTrip: .milliseconds(1))
  }

  private var collection: CollectionFacts {
    let copy = CollectionDefinition(
      schema: description.schema, description: description, describedBy: source.version)
    let address = description.address
    return CollectionFacts(
      choice: choice, source: address,
      target: CollectionAddress(database: address.database, name: targetName),
      schema: description.schema, shards: description.shards, consistency: description.consistency,
      carriedProperties: copy.properties.map { PlannedProperty(key: $0.key, value: $0.value) },
      leftProperties: copy.leftOut.map { NotCarried("property \"\($0.key)\"", because: $0.reason) },
      keyPartitions: copy.partitionCount,
      partitions: partitions.map { CollectionFacts.Partition(name: $0, loadState: .loaded) },
      loadState: .loaded, indexes: indexes, aliases: description.aliases, rows: rows,
      sample: .init(rows: 100, bytes: 300_000), nameOnTarget: .free, takenAliases: [:])
  }
}
