internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension FinalCheck {
  /// Counts the keys of the loaded target by reading them; copies of a key count once.
  func scanKeys() async throws -> Int64 {
    let reader = try await run.targetReader(callsAtOnce: 1)
    var count: Int64 = 0
    // A key may be in several partitions, also in one that the job does not know.
    for partition in try await partitions() {
      count = count.addingClamped(
        try await reader.countKeys(in: KeyRange(), partition: partition))
    }
    return count
  }

  /// The partitions of the target; one nil where the server chooses them.
  private func partitions() async throws -> [ServerName?] {
    guard !plan.partitions.isEmpty else { return [nil] }
    return try await run.target.call { client throws(MilvusError) in
      try await client.partitions(of: plan.target).map(Optional.some)
    }
  }
}

extension JobRun {
  /// The target by its keys, whatever filter chose the source's.
  func targetReader(callsAtOnce width: Int) async throws -> RowReader {
    guard let key = try plan.targetSchema().primaryKey else {
      throw MigrationError(.planChanged, "the plan's schema has no primary key")
    }
    let rows = MilvusRowSource(
      client: target.client, collection: plan.target, key: KeyColumn(key), columns: [key.name],
      version: target.version, timestamp: try await target.timestamp(),
      hasPartitionKey: try plan.targetSchema().partitionKey != nil)
    return RowReader(
      rows, side: .target, retrier: retrier, concurrency: ConcurrencyLimit(width: width))
  }
}
