internal import MilvusClient

extension Verifier {
  /// Counts and names the rows of partitions that the other side lacks.
  func noteLonePartitions(
    _ described: Described, _ report: inout VerificationReport
  ) async throws {
    for name in described.onlySource {
      let rows = try await noteLone(name, .missing, on: source, described, &report)
      report.sourceRows += rows
      report.partitions.append((name, rows, 0))
    }
    for name in described.onlyTarget {
      let rows = try await noteLone(name, .extra, on: target, described, &report)
      report.targetRows += rows
      report.partitions.append((name, 0, rows))
    }
  }

  private func noteLone(
    _ partition: String, _ kind: Difference.Kind, on end: CollectionEnd,
    _ described: Described, _ report: inout VerificationReport
  ) async throws -> Int64 {
    let reader = try await end.rows(key: described.key, columns: [])
    guard options.mode == .full else {
      return try await end.call { _ throws(MilvusError) in
        try await reader.count(partition: partition)
      }
    }
    var last: PrimaryKey?
    var rows: Int64 = 0
    while true {
      try checkpoint()
      let after = last
      let keys = try await end.call { _ throws(MilvusError) in
        try await reader.keys(after: after, upTo: nil, partition: partition, limit: 16_384)
      }
      guard let newest = keys.last else { return rows }
      last = newest
      rows += Int64(keys.count)
      report.note(
        keys.map { Difference(key: $0, partition: partition, kind: kind, fields: []) })
    }
  }
}
