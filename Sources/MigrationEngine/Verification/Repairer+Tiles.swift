internal import MigrationPlanning
internal import MilvusClient

extension Repairer {
  /// Compares a range, writes and deletes what has to be, and compares it again.
  func mend(_ tile: Tile, _ work: Work) async throws -> MendedTile {
    var mended = MendedTile(tile)
    try await verifier.inParts(tile, work.readers) { part in
      let (one, other) = try await verifier.readBoth(part, work.readers)
      var before = try verifier.findings(part, one, other, work.described)
      if options.deletesExtra { try await acquit(&before, work) }
      let mending = Mending(before.differences, deletesExtra: options.deletesExtra)
      var after = before
      var bytes = 0
      if !options.isDryRun, !mending.isEmpty {
        bytes = try await write(mending.writes, of: one, part, work)
        try await delete(mending.deletes, from: part.partition, work)
        let fresh = try await verifier.readers(work.described)
        after = try await verifier.compare(part, fresh, work.described)
      }
      mended.add(before, mending, bytes: bytes, after)
    }
    return mended
  }

  /// Takes back what is said of keys to be extra that the source has after all.
  ///
  /// Nothing is deleted because one answer came short: the source is asked for each key once more.
  private func acquit(_ found: inout TileFindings, _ work: Work) async throws {
    let extra = found.differences.filter { $0.kind == .extra }.map(\.key)
    guard !extra.isEmpty else { return }
    let reader = try await source.rows(key: work.described.key, columns: [])
    found.acquit(try await reader.present(extra, partition: found.tile.partition))
  }

  /// Writes rows of a page again, and returns the bytes of it.
  ///
  /// A page of which every row is to be written is at hand; single rows are read by their keys.
  private func write(
    _ keys: [PrimaryKey], of page: RowPage, _ part: Tile, _ work: Work
  ) async throws -> Int {
    if keys.count == page.rowCount { return try await send(page, part, work) }
    var bytes = 0
    try await work.readers.left.eachPage(of: keys, partition: part.partition) { rows in
      bytes += try await send(rows, part, work)
    }
    return bytes
  }

  /// Writes a page over what the target has of it, but for the rows that it refuses; returns its bytes.
  func send(_ page: RowPage, _ part: Tile, _ work: Work) async throws -> Int {
    guard page.rowCount > 0 else { return 0 }
    return try await work.refused.around(page, partition: part.partition) { rows in
      try await sendWhole(rows, part, work)
    }
  }

  private func sendWhole(_ page: RowPage, _ part: Tile, _ work: Work) async throws -> Int {
    let request: WriteRequest
    let keys: [PrimaryKey]
    do throws(MilvusError) {
      request = try WriteRequest(
        page: page, collection: target.address, partition: part.partition, columns: work.columns)
      keys = try page.keys()
    } catch {
      throw refusal(of: part, SideError(.target, error))
    }
    let sink = work.sink
    do {
      _ = try await target.persistence.write(
        request.byteCount, of: page.rowCount, isRepeatable: false, denial: sink.denial
      ) { () async throws(MilvusError) in
        // A write in two steps must not end between them, although the user may wait no longer.
        try await completed { () async throws(MilvusError) in
          try await sink.replay(request, keys: keys, partition: part.partition)
        }
      }
    } catch let error as SideError {
      throw refusal(of: part, error)
    }
    return request.byteCount
  }

  /// Deletes rows of the target; the call is completed although the user may wait no longer.
  func delete(_ keys: [PrimaryKey], from partition: ServerName?, _ work: Work) async throws {
    guard !keys.isEmpty else { return }
    let (client, collection, field) = (target.client, target.address, work.described.key.name)
    let part = Tile(partition: partition, range: KeyRange())
    do {
      try await target.persistence.call(.target, denial: work.sink.denial) {
        () async throws(MilvusError) in
        try await completed { () async throws(MilvusError) in
          _ = try await client.delete(keys, of: collection, keyField: field, partition: partition)
        }
      }
    } catch let error as SideError {
      throw refusal(of: part, error)
    }
  }

  /// Completes a change although the user may wait no longer, if the target is not silent.
  ///
  /// 4 s, and 3 s more until the target is as it was and released: a process has 15 to end.
  private func completed(
    _ change: @escaping @Sendable () async throws(MilvusError) -> Void
  ) async throws(MilvusError) {
    try await completing(within: .seconds(4), change)
  }

  /// A refusal of a request as such names the keys that it was about.
  private func refusal(of part: Tile, _ error: SideError) -> any Error {
    guard error.error.code == .invalidRequest, !error.mayBeOfRows else { return error }
    return MigrationError(
      .rowsRefused,
      """
      the target refused keys \(part.range.text) of "\(source.address)": \(error.error.message)
      """,
      cause: error)
  }
}
