internal import MigrationPlanning
package import MilvusClient

/// Writes rows over those of the target, and deletes rows there.
package struct RepairSink: Sendable {
  private let target: Endpoint
  private let source: CollectionAddress
  private let columns: [ColumnRule]
  private let rows: MilvusRowSink
  private let allowance: RejectAllowance

  /// A sink into what the right view shows, by the rules of a repair.
  package init(
    _ target: Endpoint, _ views: RowViews, _ rules: RepairRules, _ allowance: RejectAllowance
  ) {
    (self.target, self.allowance) = (target, allowance)
    source = views.left.collection
    columns = rules.columns.map(\.rule)
    rows = MilvusRowSink(
      client: target.client, collection: views.right.collection, keyField: views.left.key.name,
      strategy: rules.replay, insertReplaces: target.supports(.insertReplaces))
  }

  /// Writes a page over what the target has of it, but for the rows that it refuses.
  package func send(_ page: RowPage, _ part: Chunk) async throws -> SentRows {
    var sent = SentRows()
    guard page.rowCount > 0 else { return sent }
    var search = RefusalSearch(rows: page.rowCount, patience: allowance.limit)
    while let rows = search.next(hasTaken: allowance.hasTaken) {
      let some = rows.count == page.rowCount ? page : try page.part(rows)
      do {
        sent.bytes += try await sendWhole(some, part)
        allowance.tookRows()
      } catch let error as SideError where error.mayBeOfRows {
        let isExplained = error.error.code == .invalidRow
        let finding = search.refused(rows, isExplained: isExplained)
        guard finding != .several, let key = try some.keys().first else { continue }
        let row = RejectedRow(key: key, partition: part.partition, reason: error.error.words)
        if finding == .doubtful || isExplained, allowance.refusedOne() {
          throw MigrationError(refusingAllOf: source, last: row, cause: error)
        }
        guard finding == .single else { continue }
        sent.rejects.append(row)
        if allowance.spend() > allowance.limit { throw tooMany(row) }
      }
    }
    return sent
  }

  private func tooMany(_ last: RejectedRow) -> MigrationError {
    MigrationError(
      .tooManyRejects,
      """
      the target refused more than \(allowance.limit) entities of "\(source)", the last one with \
      key \(last.key): \(last.reason)
      """)
  }

  private func sendWhole(_ page: RowPage, _ part: Chunk) async throws -> Int {
    let request: WriteRequest
    let keys: [PrimaryKey]
    do throws(MilvusError) {
      request = try WriteRequest(
        page: page, collection: rows.collection, partition: part.partition, columns: columns)
      keys = try page.keys()
    } catch {
      throw refusal(of: part.range, SideError(.target, error))
    }
    let rows = rows
    do {
      _ = try await target.retrier.write(
        request.byteCount, of: page.rowCount, isRepeatable: false, denial: rows.denial
      ) { () async throws(MilvusError) in
        // A write in two steps must not end between them, although the user may wait no longer.
        try await completed { () async throws(MilvusError) in
          try await rows.replay(request, keys: keys, partition: part.partition)
        }
      }
    } catch let error as SideError {
      throw refusal(of: part.range, error)
    }
    return request.byteCount
  }

  /// Deletes rows; a call that has begun is completed although the user may wait no longer.
  package func delete(_ keys: [PrimaryKey], from partition: ServerName?) async throws {
    guard !keys.isEmpty else { return }
    try Task.checkCancellation()
    let rows = rows
    do {
      try await target.retrier.call(.target, denial: rows.denial) {
        () async throws(MilvusError) in
        try await completed { () async throws(MilvusError) in
          _ = try await rows.client.delete(
            keys, of: rows.collection, keyField: rows.keyField, partition: partition)
        }
      }
    } catch let error as SideError {
      throw refusal(of: KeyRange(), error)
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
  private func refusal(of range: KeyRange, _ error: SideError) -> any Error {
    guard error.error.code == .invalidRequest, !error.mayBeOfRows else { return error }
    return MigrationError(
      .rowsRefused,
      """
      the target refused keys \(range.text) of "\(source)": \(error.error.message)
      """,
      cause: error)
  }
}
