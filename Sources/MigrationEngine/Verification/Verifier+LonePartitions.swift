internal import MigrationPlanning
internal import MilvusClient

extension Verifier {
  /// Counts and names the rows of partitions that the other side lacks.
  func noteLonePartitions(
    _ described: Described, _ report: inout VerificationReport
  ) async throws {
    for name in described.onlySource {
      let rows = try await noteLone(name, .missing, on: source, described, &report)
      report.count(source: rows)
      report.noteCount(name, source: rows, target: 0)
    }
    for name in described.onlyTarget {
      let rows = try await noteLone(name, .extra, on: target, described, &report)
      report.count(target: rows)
      report.noteCount(name, source: 0, target: rows)
    }
  }

  /// Names the rows of a partition that the other side lacks, and returns how many they are.
  func noteLone(
    _ partition: ServerName, _ kind: Difference.Kind, on end: CollectionEnd,
    _ described: Described, _ report: inout VerificationReport
  ) async throws -> Int64 {
    guard options.mode == .full else {
      return try await count(try await end.rows(key: described.key, columns: []), partition)
    }
    var rows: Int64 = 0
    try await eachPage(of: partition, on: end, described) { keys in
      rows += Int64(keys.count)
      report.note(
        keys.map { Difference(key: $0, partition: partition, kind: kind, fields: []) })
    }
    return rows
  }

  /// Hands over all keys of a partition, a page at a time.
  func eachPage(
    of partition: ServerName, on end: CollectionEnd, _ described: Described,
    _ body: ([PrimaryKey]) async throws -> Void
  ) async throws {
    let reader = try await end.rows(key: described.key, columns: [])
    var scan = KeyScan(reader, partition: partition)
    while true {
      try checkpoint()
      let keys = try await scan.next()
      if keys.isEmpty { return }
      try await body(keys)
    }
  }
}
