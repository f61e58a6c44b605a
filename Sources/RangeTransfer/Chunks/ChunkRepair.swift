internal import MigrationPlanning
internal import MilvusClient

/// Makes the target's rows of key ranges those of the source.
struct ChunkRepair: Sendable {
  let ends: ChunkEnds
  let views: RowViews
  let rules: RepairRules
  let sink: RepairSink

  /// Compares a range, writes and deletes what has to be, and compares again what may have changed.
  func repair(_ chunk: Chunk) async throws -> ChunkOutcome {
    do {
      return try await repair(chunk, as: ends.comparison(of: views))
    } catch let error as MigrationError where error.code == .rowsMissing {
      // A lost worker's deletes may land after the moment whose keys are listed.
      return try await repair(chunk, as: try await ends.renewedComparison(of: views))
    }
  }

  private func repair(_ chunk: Chunk, as comparison: ChunkComparison) async throws -> ChunkOutcome {
    var outcome = ChunkOutcome(ChunkFindings(chunk: chunk))
    try await comparison.readers.inParts(chunk) { part in
      let (one, other) = try await comparison.readers.readBoth(part)
      var before = try comparison.findings(part, one, other)
      if rules.deletesExtra { try await acquit(&before) }
      let plan = RepairPlan(before.differences, deletesExtra: rules.deletesExtra)
      guard !rules.isDryRun, !plan.isEmpty else {
        return outcome.add(before, plan, SentRows(), before)
      }
      let sent = try await write(plan.writes, of: one, part, by: comparison.readers.left)
      try await sink.delete(plan.deletes, from: part.partition)
      let now = try await ends.renewedComparison(of: views)
      // By their keys rows are read more slowly than by ranges.
      let after =
        plan.keys.count * 8 > one.rowCount
        ? try await now.compare(part)
        : before.replacing(plan.keys, by: try await now.compare(plan.keys, of: part))
      outcome.add(before, plan, sent, after)
    }
    return outcome
  }

  /// Takes back what is said of keys to be extra that the source has after all.
  ///
  /// Nothing is deleted because one answer came short: the source is asked for each key once more.
  private func acquit(_ found: inout ChunkFindings) async throws {
    let extra = found.differences.filter { $0.kind == .extra }.map(\.key)
    guard !extra.isEmpty else { return }
    var keys = try await ends.source.renewed(views.left)
    keys.columns = []
    found.acquit(
      try await ends.source.reader(of: keys).present(extra, partition: found.chunk.partition))
  }

  /// Writes rows of a page again.
  ///
  /// A page of which every row is to be written is at hand; single rows are read by their keys.
  private func write(
    _ keys: [PrimaryKey], of page: RowPage, _ part: Chunk, by reader: RowReader
  ) async throws -> SentRows {
    if keys.count == page.rowCount { return try await sink.send(page, part) }
    var sent = SentRows()
    try await reader.eachPage(of: keys, partition: part.partition) { rows in
      sent.add(try await sink.send(rows, part))
    }
    return sent
  }
}

extension ChunkRepair {
  /// Writes the source's rows of a range that holds more rows than keys.
  ///
  /// A query returns one row of a key, so only the count tells. To write a key again takes the place
  /// of all its copies.
  func makeSingle(_ chunk: Chunk) async throws -> ChunkOutcome {
    let readers = ends.readers(of: views)
    var outcome = ChunkOutcome(ChunkFindings(chunk: chunk))
    let stored = try await readers.right.counted(in: chunk.range, partition: chunk.partition)
    guard !stored.isByKeys else { return outcome }
    let keys = try await readers.right.countKeys(in: chunk.range, partition: chunk.partition)
    guard stored.rows > keys else { return outcome }
    try await readers.inParts(chunk) { part in
      outcome.sent.add(try await sink.send(try await readers.left.read(part), part))
    }
    return outcome
  }
}
