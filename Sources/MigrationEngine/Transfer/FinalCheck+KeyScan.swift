internal import MilvusClient

extension FinalCheck {
  /// Counts the keys of the loaded target by reading them, page by page; copies of a key count once.
  ///
  /// - Throws: `MigrationError` with `.rowsMissing` if keys do not come in order: then nothing tells
  ///   where the end is.
  func scanKeys() async throws -> Int64 {
    guard let key = try plan.targetSchema().primaryKey else {
      throw MigrationError(.planChanged, "the plan's schema has no primary key")
    }
    let timestamp = try await run.persistence.call(.target) {
      () async throws(MilvusError) -> UInt64? in
      try await run.target.allocateTimestamp()
    }
    let rows = MilvusRowSource(
      client: run.target, collection: plan.target, key: key, columns: [key.name],
      isLite: run.targetVersion.isLite, timestamp: timestamp)
    var count: Int64 = 0
    // A key may be in several partitions.
    for partition in plan.partitions.isEmpty ? [nil] : plan.partitions.map(Optional.some) {
      count += try await scan(rows, partition)
    }
    return count
  }

  private func scan(_ rows: MilvusRowSource, _ partition: ServerName?) async throws -> Int64 {
    var (count, last): (Int64, PrimaryKey?) = (0, nil)
    while true {
      try run.control.checkpoint()
      let after = last
      let keys = try await run.persistence.call(.target) {
        () async throws(MilvusError) -> [PrimaryKey] in
        try await rows.keys(after: after, upTo: nil, partition: partition, limit: 16_384)
      }
      guard let next = keys.last else { return count }
      if let after, next <= after {
        throw MigrationError(
          .rowsMissing, "the target does not return keys in order: \(next) follows \(after)")
      }
      count += Int64(keys.count)
      last = next
    }
  }
}
