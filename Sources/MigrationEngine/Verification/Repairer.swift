internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Makes the rows of a target those of its source, range by range.
///
/// A range that differs is repaired at once and read again, so nothing is kept that grows with the
/// collection. And nothing is recorded: rows are written by a write that may be repeated, rows are
/// deleted by their keys, so a repair that was broken off is simply run again.
struct Repairer {
  let verifier: Verifier
  let options: RepairOptions

  var source: CollectionEnd { verifier.source }
  var target: CollectionEnd { verifier.target }

  /// What all ranges of one repair have in common.
  struct Work: Sendable {
    let described: Verifier.Described
    let views: RowViews
    let rules: RepairRules
    let executor: any ChunkExecutor
    /// The rows that the target may refuse, as many as those of a job by default.
    let allowance: RejectAllowance
  }

  /// Repairs and reports; the target is loaded for that time if it is not.
  func run() async throws -> RepairReport {
    let clock = ContinuousClock.now
    try await verifier.requireLoadedSource()
    var described = try await verifier.describeBoth()
    let writing = try RowWriting(
      from: described.source.schema, to: described.target, on: target.version)
    var report = RepairReport(options, source: source.address, target: target.address)
    report.found.schemaDifferences = described.differences
    if !options.isDryRun, !described.onlySource.isEmpty {
      try await makePartitions(described.onlySource)
      report.madePartitions = described.onlySource
      described = try await verifier.describeBoth()
    }
    report.left.schemaDifferences = described.differences
    try await repairLoaded(described, writing, &report)
    if options.isDryRun { report.left = report.found }
    report.refused.sort { $0.key < $1.key }
    report.found.sort()
    report.left.sort()
    report.left.seconds = (ContinuousClock.now - clock).seconds
    return report
  }

  /// Repairs while the target is loaded and takes keys.
  private func repairLoaded(
    _ described: Verifier.Described, _ writing: RowWriting, _ report: inout RepairReport
  ) async throws {
    var isTemporary = false
    let temporaryLoad = verifier.temporaryLoad { isTemporary = true }
    report = try await temporaryLoad.whileLoaded { [report] in
      // Rows that are not seen yet would be missing, or the others extra.
      if options.deletesExtra {
        try await source.call { client throws(MilvusError) in
          try await client.waitUntilReadable(source.address)
        }
      }
      return try await whileTakingKeys(writing.property) {
        var report = report
        try await withWork(described, writing) { work in
          try await requireSameKeys(work)
          let before = try await countedSource(described)
          for partition in described.partitions { try await repair(partition, work, &report) }
          try await repairLonePartitions(work, &report)
          report.sourceGrowth = try await countedSource(described).subtractingClamped(before)
        }
        return report
      }
    }
    (report.found.loadedTarget, report.left.loadedTarget) = (isTemporary, isTemporary)
  }

  /// The entities of the source at this moment, if they are to be counted.
  private func countedSource(_ described: Verifier.Described) async throws -> Int64 {
    guard options.countsSource else { return 0 }
    return try await verifier.count(
      try await source.rows(key: described.key, columns: []), nil)
  }

  private func withWork(
    _ described: Verifier.Described, _ writing: RowWriting, _ body: (Work) async throws -> Void
  ) async throws {
    let views = try await verifier.views(described)
    let stored = try await verifier.count(readers(views).right, nil)
    let allowance = RejectAllowance(
      limit: MigrationOptions().maxRejects, spent: 0, hasTaken: stored > 0)
    try await verifier.withExecutor(allowance) { executor in
      try await body(
        Work(
          described: described, views: views,
          rules: RepairRules(
            columns: writing.columns, replay: writing.replay, deletesExtra: options.deletesExtra,
            isDryRun: options.isDryRun),
          executor: executor, allowance: allowance))
    }
  }

  /// Both sides as their keys are read here.
  func readers(_ views: RowViews) -> ChunkReaders { verifier.ends.readers(of: views) }

  private func repair(
    _ partition: ServerName?, _ work: Work, _ report: inout RepairReport
  ) async throws {
    let readers = readers(work.views)
    let counted = try await verifier.counts(readers, partition)
    guard !counted.isEmpty else {
      report.found.noteCount(partition, source: 0, target: 0)
      return report.left.noteCount(partition, source: 0, target: 0)
    }
    let total = try await verifier.count(readers.left, nil)
    let (found, left) = (report.found.rows, report.left.rows)
    var chunks = ChunkCutter(readers.left, partition: partition, isLevel: counted.isLevel)
    try await verifier.inspect {
      try await chunks.next()
    } work: { chunk in
      try await work.executor.complete(
        ChunkTask(views: work.views, chunk: chunk, work: .repair(work.rules)))
    } note: { outcome in
      chunks.note(rows: outcome.before.sourceRows, bytes: outcome.before.bytes / 2)
      report.note(outcome)
      verifier.announce(.compared(rows: report.found.sourceRows, of: total))
    }
    try await makeSingle(
      PartitionCount(
        name: partition, counted: counted, before: report.found.rows.since(found),
        after: report.left.rows.since(left)), work, &report)
  }
}
