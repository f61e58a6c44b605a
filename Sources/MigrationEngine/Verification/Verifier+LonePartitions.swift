internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Verifier {
  /// Counts the rows of partitions that the other side lacks, and names them if content is compared.
  func noteLonePartitions(
    _ described: Described, _ report: inout VerificationReport
  ) async throws {
    try await noteLone(described.onlySource, .missing, on: source, described, &report)
    try await noteLone(described.onlyTarget, .extra, on: target, described, &report)
  }

  private func noteLone(
    _ partitions: [ServerName], _ kind: Difference.Kind, on end: CollectionEnd,
    _ described: Described, _ report: inout VerificationReport
  ) async throws {
    guard !partitions.isEmpty else { return }
    // One moment for all of them: a server lets the first question about each wait.
    let reader = try await end.rows(key: described.key, columns: [])
    guard options.mode == .full else {
      let counted = try await inOrder(partitions, width: width) { partition in
        try await count(reader, partition)
      }
      for (name, rows) in zip(partitions, counted) { report.noteLone(name, kind, rows: rows) }
      return
    }
    for name in partitions {
      let rows = try await nameLone(name, kind, by: reader, &report)
      report.noteLone(name, kind, rows: rows)
    }
  }

  /// Names the rows of a partition that the other side lacks, and returns how many they are.
  func nameLone(
    _ partition: ServerName, _ kind: Difference.Kind, by reader: RowReader,
    _ report: inout VerificationReport
  ) async throws -> Int64 {
    var rows: Int64 = 0
    try await eachPage(of: partition, by: reader) { keys in
      rows += Int64(keys.count)
      report.note(
        keys.map { Difference(key: $0, partition: partition, kind: kind, fields: []) })
    }
    return rows
  }

  /// Hands over all keys of a partition, a page at a time.
  func eachPage(
    of partition: ServerName, by reader: RowReader, _ body: ([PrimaryKey]) async throws -> Void
  ) async throws {
    var scan = KeyScan(reader, partition: partition)
    while true {
      try checkpoint()
      let keys = try await scan.next()
      if keys.isEmpty { return }
      try await body(keys)
    }
  }
}

extension VerificationReport {
  /// Notes how many rows a partition holds that the other side lacks.
  mutating func noteLone(_ partition: ServerName, _ kind: Difference.Kind, rows: Int64) {
    let (here, there) = kind == .missing ? (rows, 0) : (0, rows)
    count(source: here, target: there)
    noteCount(partition, source: here, target: there)
  }
}
