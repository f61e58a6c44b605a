internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Repairer {
  /// Makes partitions that the target lacks, and waits until a loaded target has them loaded too.
  func makePartitions(_ names: [ServerName]) async throws {
    let isLoaded = try await target.call { client throws(MilvusError) in
      try await client.settledLoadState(of: target.address) == .loaded
    }
    for name in names {
      try await target.call { client throws(MilvusError) in
        try await client.createPartition(name, in: target.address)
      }
      if isLoaded { try await waitUntilLoaded(name) }
    }
  }

  private func waitUntilLoaded(_ partition: ServerName) async throws {
    // 10 s: servers load a new, empty partition of a loaded collection by themselves, and at once.
    for _ in 0..<50 {
      let state = try await target.call { client throws(MilvusError) in
        try await client.loadState(of: target.address, partition: partition)
      }
      if state == .loaded { return }
      try verifier.checkpoint()
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Deals with partitions that one side lacks: those of the source only a dry run still finds.
  func repairLonePartitions(_ work: Work, _ report: inout RepairReport) async throws {
    if !work.described.onlySource.isEmpty {
      let reader = try await source.rows(key: work.described.key, columns: [])
      for name in work.described.onlySource {
        let rows = try await verifier.nameLone(name, .missing, by: reader, &report.found)
        report.written = report.written.addingClamped(rows)
        report.found.noteLone(name, .missing, rows: rows)
      }
    }
    for name in work.described.onlyTarget { try await repairSurplus(name, work, &report) }
  }

  /// Deletes rows, and returns the keys that are there all the same; none in a dry run.
  private func deleteAll(
    _ keys: [PrimaryKey], of partition: ServerName, _ work: Work
  ) async throws -> Set<PrimaryKey> {
    guard !options.isDryRun else { return [] }
    let sink = RepairSink(target.endpoint, work.views, work.rules, work.allowance)
    try await sink.delete(keys, from: partition)
    let reader = try await target.rows(key: work.described.key, columns: [])
    return try await reader.present(keys, partition: partition)
  }

  /// Names the rows of a partition that the source lacks, and deletes them if that was asked for.
  ///
  /// The partition itself stays: to drop it may need the collection to be released.
  private func repairSurplus(
    _ partition: ServerName, _ work: Work, _ report: inout RepairReport
  ) async throws {
    var (rows, kept) = (Int64(0), Int64(0))
    let reader = try await target.rows(key: work.described.key, columns: [])
    try await verifier.eachPage(of: partition, by: reader) { keys in
      let extra = keys.map {
        Difference(key: $0, partition: partition, kind: .extra, fields: [])
      }
      rows += Int64(keys.count)
      report.found.note(extra)
      guard options.deletesExtra else {
        kept += Int64(keys.count)
        return report.left.note(extra)
      }
      let remaining = try await deleteAll(keys, of: partition, work)
      kept += Int64(remaining.count)
      report.deleted += Int64(keys.count - remaining.count)
      report.left.note(extra.filter { remaining.contains($0.key) })
    }
    report.found.count(target: rows)
    report.found.noteCount(partition, source: 0, target: rows)
    report.left.count(target: kept)
    report.left.noteCount(partition, source: 0, target: kept)
  }
}
