internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Learns everything about one collection of a request; changes nothing.
struct CollectionProbe {
  let request: MigrationRequest
  let source: Probe
  let target: Probe
  let pair: PairFacts

  /// Rows that are read to learn how large they are: enough for a mean, few for any server.
  private static let sampleRows = 100

  /// Asks both ends.
  ///
  /// - Throws: `MigrationError` if the collection, or one of its partitions that was named, is not
  ///   there, `SideError` if an end fails, and `NotDescribed`.
  func facts(of choice: CollectionChoice) async throws -> CollectionFacts {
    let described = try await describe(choice)
    let address = described.address
    var gaps: [Unanswered] = []
    let names = try await partitionNames(of: described, &gaps)
    let chosen = try chosen(of: names, in: described)
    let loadState = try await loadState(of: address, nil, &gaps)
    let partitions = try await partitions(chosen, of: described, &gaps)
    let indexes = try await source.ask(.indexes, noting: &gaps) { client throws(MilvusError) in
      try await client.indexes(of: address)
    }
    let aliases = try await source.ask(.aliases, noting: &gaps) { client throws(MilvusError) in
      try await client.aliases(of: address)
    }
    let target = CollectionAddress(
      database: request.targetDatabase, name: choice.newName ?? address.name)
    let copy = CollectionDefinition(
      schema: described.schema, description: described, describedBy: pair.source.version)
    var facts = CollectionFacts(
      choice: choice, source: address, identity: described.identity, target: target,
      schema: described.schema,
      shards: described.shards, consistency: described.consistency,
      carriedProperties: copy.properties.map { PlannedProperty(key: $0.key, value: $0.value) }
        .sorted { $0.key < $1.key },
      leftProperties: copy.leftOut.map { NotCarried("property \"\($0.key)\"", because: $0.reason) }
        .sorted { $0.what < $1.what },
      keyPartitions: copy.partitionCount, partitionCount: described.partitionCount,
      partitions: partitions, leftPartitions: names.filter { !chosen.contains($0) },
      loadState: loadState, indexes: indexes?.map(PlannedIndex.init) ?? [],
      aliases: (aliases ?? described.aliases).sorted(), nameOnTarget: .free, takenAliases: [:],
      unanswered: gaps)
    if request.options.only != .schema {
      try await whileReadable(facts) { try await measure(&facts, isReadable: $0) }
    }
    try await lookUpNames(&facts)
    facts.targetRights = try await targetRights(for: facts)
    return facts
  }

  private func describe(_ choice: CollectionChoice) async throws -> CollectionDescription {
    let asked = request.address(of: choice)
    var gaps: [Unanswered] = []
    var missing: MilvusError?
    let described = try await source.ask(.schema, noting: &gaps) { client throws(MilvusError) in
      do throws(MilvusError) {
        return try await client.describe(asked)
      } catch  where error.code == .collectionNotFound {
        missing = error
        throw error
      }
    }
    if let described { return described }
    if let missing { throw try await notFound(choice, missing) }
    // Whatever else is missing is found out, too: an administrator wants to be asked once.
    _ = try await loadState(of: asked, nil, &gaps)
    _ = try await source.ask(.entities, noting: &gaps) { client throws(MilvusError) in
      try await client.count(asked)
    }
    throw NotDescribed(
      gaps: gaps.enumerated().filter { $0.offset == 0 || $0.element.privilege != nil }.map(
        \.element))
  }

  /// A collection of which nothing is known but what was not answered.
  struct NotDescribed: Error {
    let gaps: [Unanswered]
  }

  private func notFound(
    _ choice: CollectionChoice, _ cause: MilvusError
  ) async throws -> MigrationError {
    let present = try await source.optionally { client throws(MilvusError) in
      try await client.collections(database: request.sourceDatabase)
    }
    return MigrationError(
      .collectionNotFound,
      """
      the source has no collection "\(choice.source)" in database "\(request.sourceDatabase)"
      """,
      candidates: present?.map(\.text) ?? [], cause: cause)
  }

  /// All partitions, or those that are known without a list.
  private func partitionNames(
    of described: CollectionDescription, _ gaps: inout [Unanswered]
  ) async throws -> [ServerName] {
    let names = try await source.ask(.partitions, noting: &gaps) { client throws(MilvusError) in
      try await client.partitions(of: described.address)
    }
    return names ?? [CollectionFacts.defaultPartition]
  }

  /// The load state; loaded if the source does not tell, which is noted once.
  private func loadState(
    of address: CollectionAddress, _ partition: ServerName?, _ gaps: inout [Unanswered]
  ) async throws -> LoadState {
    guard !gaps.contains(where: { $0.question == .loadState }) else { return .loaded }
    let state = try await source.ask(.loadState, noting: &gaps) { client throws(MilvusError) in
      try await client.settledLoadState(of: address, partition: partition)
    }
    return state ?? .loaded
  }

  /// The partitions that are to be moved; a rule refuses to choose among those of a key.
  private func chosen(
    of names: [ServerName], in described: CollectionDescription
  ) throws(MigrationError) -> [ServerName] {
    guard let wanted = request.options.partitions, described.schema.partitionKey == nil
    else { return names }
    if let unknown = wanted.first(where: { !names.contains($0) }) {
      throw MigrationError(
        .partitionNotFound,
        "the source collection \"\(described.address)\" has no partition \"\(unknown)\"",
        candidates: names.map(\.text))
    }
    return names.filter(wanted.contains)
  }

  /// Partitions with their own load states; those of a partition key share the collection's.
  private func partitions(
    _ names: [ServerName], of described: CollectionDescription, _ gaps: inout [Unanswered]
  ) async throws -> [CollectionFacts.Partition] {
    let address = described.address
    let isKeyed = described.schema.partitionKey != nil
    // One answer holds for all buckets of a key.
    if isKeyed {
      let state = try await loadState(of: address, nil, &gaps)
      return names.map { CollectionFacts.Partition(name: $0, loadState: state) }
    }
    let known = gaps
    let answers = try await inOrder(names) { name in
      var gaps = known
      return (try await loadState(of: address, name, &gaps), gaps)
    }
    gaps = answers.map(\.1).first { $0.count > known.count } ?? gaps
    return zip(names, answers).map {
      CollectionFacts.Partition(name: $0, loadState: $1.0)
    }
  }

  private func measure(_ facts: inout CollectionFacts, isReadable: Bool) async throws {
    let (address, schema) = (facts.source, facts.schema)
    let counted = facts.leftPartitions.isEmpty ? [nil] : facts.partitions.map { Optional($0.name) }
    facts.storedRows = try await source.optionally { client throws(MilvusError) in
      var rows: Int64 = 0
      for partition in counted {
        rows = rows.addingClamped(
          try await client.statisticsRowCount(of: address, partition: partition))
      }
      return rows
    }
    guard isReadable, let key = schema.primaryKey,
      FilterLanguage(version: pair.source.version).refusal(of: key.name) == nil
    else { return }
    let isFilterable =
      pair.source.version.supports(.filterWithPartitionKey) || facts.schema.partitionKey == nil
    let everyKey =
      isFilterable
      ? KeyRange(lower: nil, upper: nil).filter(keyField: key.name, keyType: key.type) : ""
    // Alone, so that a filter which only parses between other words is refused.
    let filter = request.options.filter ?? everyKey
    var refusal: MilvusError?
    facts.rows = try await source.ask(.entities, noting: &facts.unanswered) {
      client throws(MilvusError) in
      do throws(MilvusError) {
        var rows: Int64 = 0
        for partition in counted {
          rows = rows.addingClamped(
            try await client.count(address, partition: partition, filter: filter))
        }
        return rows
      } catch {
        refusal = error
        throw error
      }
    }
    if let refusal {
      guard request.options.filter != nil, refusal.code == .invalidRequest else { return }
      facts.unanswered.removeLast()
      facts.filterRefusal = refusal.serverWords ?? refusal.message
      return
    }
    facts.unnameableKeys = try await unnameableKeys(of: facts, key)
    facts.hasLargestKey = try await hasLargestKey(facts, key)
    facts.sample = try await sample(facts, key: key, partition: counted.first ?? nil)
  }

  /// Some rows from several places of the keys; nil if the server does not give them.
  private func sample(
    _ facts: CollectionFacts, key: FieldSchema, partition: ServerName?
  ) async throws -> CollectionFacts.Sample? {
    let columns = ColumnMapping(
      schema: facts.schema, keys: .given, target: pair.target.version
    ).columns
    let time = try await source.optionally { client throws(MilvusError) in
      try await client.allocateTimestamp()
    }
    let rows = MilvusRowSource(
      client: source.client, collection: facts.source, key: KeyColumn(key),
      columns: columns.map(\.name), version: pair.source.version, timestamp: time ?? nil,
      filter: request.options.filter, hasPartitionKey: facts.schema.partitionKey != nil)
    let limits = TextLimits(schema: facts.schema, target: pair.target.version)
    var sample = CollectionFacts.Sample(rows: 0, bytes: 0)
    let isGiven = try await source.sample(rows, Self.sampleRows, partition: partition) { page in
      sample.add(page, limits)
    }
    return isGiven ? sample : nil
  }

  private func lookUpNames(_ facts: inout CollectionFacts) async throws {
    guard pair.targetDatabaseExists != false else { return }
    let wanted = facts.target
    facts.nameOnTarget = try await owner(of: wanted.name, &facts.unanswered)
    if case .collection = facts.nameOnTarget {
      facts.nameOnTarget = .collection(
        rows: try await target.optionally { client throws(MilvusError) in
          try await client.statisticsRowCount(of: wanted, partition: nil)
        })
      if request.options.writesIntoExisting { try await describeExisting(&facts) }
    }
    guard request.options.aliases else { return }
    for alias in facts.aliases {
      facts.takenAliases[alias] = try await owner(of: alias, &facts.unanswered)
    }
  }

  /// Adds what is known of the collection that entities are to be written into.
  private func describeExisting(_ facts: inout CollectionFacts) async throws {
    let address = facts.target
    let described = try await target.ask(.nameOnTarget, noting: &facts.unanswered) {
      client throws(MilvusError) in try await client.describe(address)
    }
    guard let described else { return }
    let rows = try await target.optionally { client throws(MilvusError) in
      try await client.settledLoadState(of: address) == .loaded
        ? try await client.count(address)
        : try await client.statisticsRowCount(of: address)
    }
    facts.existing = CollectionFacts.Existing(
      schema: described.schema,
      properties: described.properties.map { PlannedProperty(key: $0.key, value: $0.value) },
      rows: rows, identity: described.identity)
  }

  /// Who has a name on the target; an owner is not counted.
  private func owner(
    of name: ServerName, _ gaps: inout [Unanswered]
  ) async throws -> CollectionFacts.NameOnTarget {
    let address = CollectionAddress(database: request.targetDatabase, name: name)
    let owner = try await target.ask(.nameOnTarget, noting: &gaps) {
      client throws(MilvusError) -> CollectionFacts.NameOnTarget in
      do throws(MilvusError) {
        let owner = try await client.describe(address).address.name
        return owner == name ? .collection(rows: nil) : .alias(of: owner)
      } catch {
        switch error.code {
        case .collectionNotFound:
          guard error.leadsToDropped(name) else { return .free }
          let dropped = try await client.droppedCollection(behind: address)
          return dropped.map { $0 != name } == true ? .leftoverAlias : .free
        case .databaseNotFound: return .free
        case .invalidName: return .refused(error.serverWords ?? error.message)
        default: throw error
        }
      }
    }
    return owner ?? .free
  }
}

extension PlannedIndex {
  /// An index of the source as its server describes it.
  init(_ index: IndexDescription) {
    self.init(
      field: index.field, name: index.name, type: index.type, metric: index.metric,
      parameters: index.parameters.map { PlannedProperty(key: $0.key, value: $0.value) })
  }
}
