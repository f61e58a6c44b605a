internal import MigrationPlanning
internal import MilvusClient

/// Makes the target's rows of key ranges those of the source.
struct TileMending: Sendable {
  let ends: TileEnds
  let views: RowViews
  let rules: MendingRules
  let sink: MendingSink

  /// Compares a range, writes and deletes what has to be, and compares again what may have changed.
  func mend(_ tile: Tile) async throws -> TileOutcome {
    do {
      return try await mend(tile, as: ends.comparison(of: views))
    } catch let error as MigrationError where error.code == .rowsMissing {
      // A lost worker's deletes may land after the moment whose keys are listed.
      return try await mend(tile, as: try await ends.renewedComparison(of: views))
    }
  }

  private func mend(_ tile: Tile, as comparison: TileComparison) async throws -> TileOutcome {
    var outcome = TileOutcome(TileFindings(tile: tile))
    try await comparison.readers.inParts(tile) { part in
      let (one, other) = try await comparison.readers.readBoth(part)
      var before = try comparison.findings(part, one, other)
      if rules.deletesExtra { try await acquit(&before) }
      let mending = Mending(before.differences, deletesExtra: rules.deletesExtra)
      guard !rules.isDryRun, !mending.isEmpty else {
        return outcome.add(before, mending, SentRows(), before)
      }
      let sent = try await write(mending.writes, of: one, part, by: comparison.readers.left)
      try await sink.delete(mending.deletes, from: part.partition)
      let now = try await ends.renewedComparison(of: views)
      // By their keys rows are read more slowly than by ranges.
      let after =
        mending.keys.count * 8 > one.rowCount
        ? try await now.compare(part)
        : before.replacing(mending.keys, by: try await now.compare(mending.keys, of: part))
      outcome.add(before, mending, sent, after)
    }
    return outcome
  }

  /// Takes back what is said of keys to be extra that the source has after all.
  ///
  /// Nothing is deleted because one answer came short: the source is asked for each key once more.
  private func acquit(_ found: inout TileFindings) async throws {
    let extra = found.differences.filter { $0.kind == .extra }.map(\.key)
    guard !extra.isEmpty else { return }
    var keys = try await ends.source.renewed(views.left)
    keys.columns = []
    found.acquit(
      try await ends.source.reader(of: keys).present(extra, partition: found.tile.partition))
  }

  /// Writes rows of a page again.
  ///
  /// A page of which every row is to be written is at hand; single rows are read by their keys.
  private func write(
    _ keys: [PrimaryKey], of page: RowPage, _ part: Tile, by reader: RowReader
  ) async throws -> SentRows {
    if keys.count == page.rowCount { return try await sink.send(page, part) }
    var sent = SentRows()
    try await reader.eachPage(of: keys, partition: part.partition) { rows in
      sent.add(try await sink.send(rows, part))
    }
    return sent
  }
}

extension TileMending {
  /// Writes the source's rows of a range that holds more rows than keys.
  ///
  /// A query returns one row of a key, so only the count tells. To write a key again takes the place
  /// of all its copies.
  func makeSingle(_ tile: Tile) async throws -> TileOutcome {
    let readers = ends.readers(of: views)
    var outcome = TileOutcome(TileFindings(tile: tile))
    let stored = try await readers.right.counted(in: tile.range, partition: tile.partition)
    guard !stored.isByKeys else { return outcome }
    let keys = try await readers.right.countKeys(in: tile.range, partition: tile.partition)
    guard stored.rows > keys else { return outcome }
    try await readers.inParts(tile) { part in
      outcome.sent.add(try await sink.send(try await readers.left.read(part), part))
    }
    return outcome
  }
}
