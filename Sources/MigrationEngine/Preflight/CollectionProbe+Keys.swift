internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension CollectionProbe {
  /// Some of the keys that the source takes in no filter; it is asked for all where it may hold some.
  func unnameableKeys(
    of facts: CollectionFacts, _ key: FieldSchema
  ) async throws -> [PrimaryKey] {
    guard key.type == .varchar, !pair.source.version.supports(.lineBreaksInFilters) else {
      return []
    }
    let rows = keys(of: facts, key)
    var last: PrimaryKey?
    while last?.hasLineBreak != true {
      let after = last
      let keys = try await source.ask("Query") { _ throws(MilvusError) in
        try await rows.keys(after: after, upTo: nil, partition: nil, limit: rows.limits.keys)
      }
      let found = keys.filter(\.hasLineBreak)
      if !found.isEmpty || keys.isEmpty { return Array(found.prefix(3)) }
      last = keys.last
    }
    return []
  }

  /// Whether the source returns an entity that the target would not.
  func hasLargestKey(_ facts: CollectionFacts, _ key: FieldSchema) async throws -> Bool {
    guard key.type == .int64, pair.source.version.supports(.largestKey),
      !pair.target.version.supports(.largestKey)
    else { return false }
    var rows = keys(of: facts, key)
    rows.filter = request.options.filter
    let partitions =
      facts.leftPartitions.isEmpty ? [nil] : facts.partitions.map { Optional($0.name) }
    let found = try await source.optionally { [rows] _ throws(MilvusError) in
      for partition in partitions {
        let last = try await rows.keys(
          after: .int64(.max - 1), upTo: nil, partition: partition, limit: 1)
        if !last.isEmpty { return true }
      }
      return false
    }
    return found ?? false
  }

  private func keys(of facts: CollectionFacts, _ key: FieldSchema) -> MilvusRowSource {
    MilvusRowSource(
      client: source.client, collection: facts.source, key: KeyColumn(key), columns: [key.name],
      version: pair.source.version, timestamp: nil,
      hasPartitionKey: facts.schema.partitionKey != nil)
  }
}
