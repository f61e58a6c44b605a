internal import MilvusClient

/// Learns everything about one collection of a request; changes nothing.
struct CollectionInquiry {
  let request: MigrationRequest
  let source: Inquiry
  let target: Inquiry
  let pair: PairFacts

  /// Rows that are read to learn how large they are: enough for a mean, few for any server.
  private static let sampleRows = 100

  /// Asks both ends.
  ///
  /// - Throws: `MigrationError` with `.collectionNotFound`, `Inquiry.Forbidden` or `SideError`.
  func facts(of choice: CollectionChoice) async throws -> CollectionFacts {
    let described = try await describe(choice)
    let address = described.address
    let names = try await partitionNames(of: described)
    let chosen = try chosen(of: names, in: described)
    let partitions = try await partitions(chosen, of: described)
    let loadState = try await source.ask("GetLoadState") { client throws(MilvusError) in
      try await client.loadState(of: address)
    }
    let indexes = try await source.ask("IndexDetail") { client throws(MilvusError) in
      try await client.indexes(of: address)
    }
    let aliases = try await source.ask("ListAliases") { client throws(MilvusError) in
      try await client.aliases(of: address)
    }
    // What was chosen by an alias keeps its own name.
    let isRenamed = choice.target != choice.source
    let target = CollectionAddress(
      database: request.targetDatabase, name: isRenamed ? choice.target : address.name)
    let copy = CollectionDefinition(
      schema: described.schema, description: described, describedBy: pair.source.version)
    var facts = CollectionFacts(
      choice: choice, source: address, target: target, schema: described.schema,
      shards: described.shards, consistency: described.consistency,
      carriedProperties: copy.properties.map { PlannedProperty(key: $0.key, value: $0.value) }
        .sorted { $0.key < $1.key },
      leftProperties: copy.leftOut.map { NotCarried("property \"\($0.key)\"", because: $0.reason) }
        .sorted { $0.what < $1.what },
      keyPartitions: copy.partitionCount, partitions: partitions,
      leftPartitions: names.filter { !chosen.contains($0) }, loadState: loadState,
      indexes: indexes.map(PlannedIndex.init),
      aliases: aliases.sorted(), nameOnTarget: .free, takenAliases: [:])
    if request.options.only != .schema { try await measure(&facts) }
    try await lookUpNames(&facts)
    return facts
  }

  private func describe(_ choice: CollectionChoice) async throws -> CollectionDescription {
    let asked = CollectionAddress(database: request.sourceDatabase, name: choice.source)
    do {
      return try await source.ask("DescribeCollection") { client throws(MilvusError) in
        try await client.describe(asked)
      }
    } catch let failure as SideError where failure.error.code == .collectionNotFound {
      let present = try await source.wonder { client throws(MilvusError) in
        try await client.collections(database: request.sourceDatabase)
      }
      throw MigrationError(
        .collectionNotFound,
        """
        the source has no collection "\(choice.source)" in database "\(request.sourceDatabase)"
        """,
        candidates: present?.map(\.text) ?? [], cause: failure.error)
    }
  }

  private func partitionNames(of described: CollectionDescription) async throws -> [ServerName] {
    try await source.ask("ShowPartitions") { client throws(MilvusError) in
      try await client.partitions(of: described.address)
    }
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
    _ names: [ServerName], of described: CollectionDescription
  ) async throws -> [CollectionFacts.Partition] {
    let address = described.address
    let isKeyed = described.schema.partitionKey != nil
    var partitions: [CollectionFacts.Partition] = []
    for name in names {
      let state = try await source.ask("GetLoadState") { client throws(MilvusError) in
        try await client.loadState(of: address, partition: isKeyed ? nil : name)
      }
      partitions.append(CollectionFacts.Partition(name: name, loadState: state))
      // One answer holds for all buckets of a key.
      if isKeyed { return names.map { CollectionFacts.Partition(name: $0, loadState: state) } }
    }
    return partitions
  }

  private func measure(_ facts: inout CollectionFacts) async throws {
    let (address, schema) = (facts.source, facts.schema)
    let counted = facts.leftPartitions.isEmpty ? [nil] : facts.partitions.map { Optional($0.name) }
    facts.storedRows = try await source.wonder { client throws(MilvusError) in
      var rows: Int64 = 0
      for partition in counted {
        rows += try await client.statisticsRowCount(of: address, partition: partition)
      }
      return rows
    }
    guard facts.isReadable, let key = schema.primaryKey else { return }
    let everyKey = KeyRange(lower: nil, upper: nil).filter(keyField: key.name, keyType: key.type)
    // Alone, so that a filter which only parses between other words is refused.
    let filter = request.options.filter ?? everyKey
    do {
      facts.rows = try await source.ask("Query") { client throws(MilvusError) in
        var rows: Int64 = 0
        for partition in counted {
          rows += try await client.count(address, partition: partition, filter: filter)
        }
        return rows
      }
    } catch let failure as SideError
      where request.options.filter != nil && failure.error.code == .invalidRequest
    {
      facts.filterRefusal = failure.error.serverWords ?? failure.error.message
      return
    }
    let columns = ColumnMapping(schema: schema, keys: .given, target: pair.target.version).columns
    let query = RowQuery(
      collection: address, partition: counted.first ?? nil, filter: filter,
      outputFields: columns.map(\.name), keyField: key.name,
      limit: Self.sampleRows, paging: .iteratorStopForBest)
    let page = try await source.wonder { client throws(MilvusError) in
      try await client.query(query)
    }
    facts.sample = page.map { CollectionFacts.Sample(rows: $0.rowCount, bytes: $0.byteCount) }
  }

  private func lookUpNames(_ facts: inout CollectionFacts) async throws {
    guard pair.targetDatabaseExists != false else { return }
    let wanted = facts.target
    if let owner = try await owner(of: wanted.name) {
      facts.nameOnTarget =
        owner == wanted.name
        ? .collection(
          rows: try await target.wonder { client throws(MilvusError) in
            try await client.statisticsRowCount(of: wanted, partition: nil)
          })
        : .alias(of: owner)
      if owner == wanted.name, request.options.writesIntoExisting {
        facts.existing = try await existing(wanted)
      }
    }
    guard request.options.aliases else { return }
    for alias in facts.aliases { facts.takenAliases[alias] = try await owner(of: alias) }
  }

  /// What is known of the collection that entities are to be written into.
  private func existing(_ address: CollectionAddress) async throws -> CollectionFacts.Existing {
    let described = try await target.ask("DescribeCollection") { client throws(MilvusError) in
      try await client.describe(address)
    }
    let rows = try await target.wonder { client throws(MilvusError) in
      try await client.loadState(of: address) == .loaded
        ? try await client.count(address)
        : try await client.statisticsRowCount(of: address)
    }
    return CollectionFacts.Existing(
      schema: described.schema,
      properties: described.properties.map { PlannedProperty(key: $0.key, value: $0.value) },
      rows: rows)
  }

  /// The collection that a name leads to on the target; nil if the name is free.
  private func owner(of name: ServerName) async throws -> ServerName? {
    let address = CollectionAddress(database: request.targetDatabase, name: name)
    do {
      return try await target.ask("DescribeCollection") { client throws(MilvusError) in
        try await client.describe(address).address.name
      }
    } catch let failure as SideError
      where [.collectionNotFound, .databaseNotFound].contains(failure.error.code)
    {
      return nil
    }
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
