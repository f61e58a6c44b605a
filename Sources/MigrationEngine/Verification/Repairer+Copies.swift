internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Repairer {
  /// What a partition held when the repair came to it, and what was read of it then and afterwards.
  struct PartitionCount: Sendable {
    let name: ServerName?
    /// Rows of each side, every copy of a key counted.
    let counted: VerificationReport.Rows
    let before: VerificationReport.Rows
    let after: VerificationReport.Rows
  }

  /// Counts a partition again, and writes the ranges once more that hold a key several times.
  ///
  /// A query returns one row of a key, so only the count tells. To write a key again takes the place
  /// of all its copies.
  func makeSingle(
    _ partition: PartitionCount, _ work: Work, _ report: inout RepairReport
  ) async throws {
    var stored = partition.counted.target
    if !options.isDryRun {
      stored = try await recount(partition.name, work)
      if stored > partition.after.target {
        try await rewriteDoubled(partition.name, work, &report)
        stored = try await recount(partition.name, work)
      }
    }
    let surplus = (
      before: partition.counted.target.subtractingClamped(partition.before.target),
      after: stored.subtractingClamped(partition.after.target)
    )
    let left = options.isDryRun ? 0 : max(0, surplus.after)
    report.madeSingle = report.madeSingle.addingClamped(
      max(0, surplus.before.subtractingClamped(left)))
    report.found.note(partition.before, of: partition.name, counted: partition.counted)
    report.left.note(
      partition.after, of: partition.name,
      counted: VerificationReport.Rows(source: partition.counted.source, target: stored))
  }

  private func recount(_ partition: ServerName?, _ work: Work) async throws -> Int64 {
    try await verifier.count(
      try await target.rows(key: work.described.key, columns: []), partition)
  }

  /// Writes the source's rows of every range that holds more rows than keys.
  private func rewriteDoubled(
    _ partition: ServerName?, _ work: Work, _ report: inout RepairReport
  ) async throws {
    let views = try await verifier.views(work.described)
    var chunks = ChunkCutter(readers(views).left, partition: partition)
    try await verifier.inspect {
      try await chunks.next()
    } work: { chunk in
      try await work.executor.complete(
        ChunkTask(views: views, chunk: chunk, work: .makeSingle(work.rules)))
    } note: { rewritten in
      report.note(rewritten.sent)
    }
  }
}
