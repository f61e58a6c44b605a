internal import MigrationPlanning
internal import MilvusClient

extension CollectionInquiry {
  /// Some of the keys that the source takes in no filter; it is asked for all where it may hold some.
  func unnameableKeys(
    of facts: CollectionFacts, _ key: FieldSchema
  ) async throws -> [PrimaryKey] {
    let version = pair.source.version
    guard key.type == .varchar, !version.supports(.lineBreaksInFilters) else { return [] }
    let rows = MilvusRowSource(
      client: source.client, collection: facts.source, key: key, columns: [key.name],
      version: version, timestamp: nil, hasPartitionKey: facts.schema.partitionKey != nil)
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
}
