internal import MigrationPlanning
package import MilvusClient

/// Finds the rows of a range that the target refuses for what they contain.
///
/// What is refused is sent in ever smaller parts, until it is known which rows it is. All of that
/// happens under one lease, and what was found is a part of the outcome: whoever is handed the range
/// after a crash sends the whole of it again, by a write that may be repeated, and decides anew.
extension RangeCopy {
  /// Writes all rows that the target takes.
  ///
  /// - Throws: `PauseRequested` between two requests; rows may be stored then.
  mutating func write(_ page: RowPage) async throws {
    let allowance = executor.allowance
    var search = RefusalSearch(rows: page.rowCount, patience: allowance.limit)
    var refusal: SideError?
    while let rows = search.next(hasTaken: allowance.hasTaken, atMost: most(of: page)) {
      let part = try part(rows, of: page, after: refusal)
      do {
        if let refusal, search.isInDoubt(rows) { try await awaitHealth(refusal) }
        guard try await send(part) else {
          search.postponed(rows)
          continue
        }
        allowance.tookRows()
        executor.knownRow.keep(part, partition: task.work.partition, encode)
      } catch let error as SideError where error.mayBeOfRows && allowance.limit > 0 {
        // What is refused is mostly too long, or nested too deeply; 8 of the 12 rows that are tried
        // before a target is thought to refuse all.
        if refusal == nil, !allowance.hasTaken { search.expect(page.lightestRows(8)) }
        refusal = error
        let isExplained = error.error.code == .invalidRow
        if !isExplained { try await doubt(error) }
        try checkpoint()
        let finding = search.refused(rows, isExplained: isExplained)
        if finding == .doubtful || finding == .single && isExplained {
          try requireOthers(part, error)
        }
        if finding == .single { try reject(part, error) }
      }
    }
  }

  /// The rows of a page that the target's limit lets through at once, if the page can be cut.
  private func most(of page: RowPage) -> Int {
    guard task.route.isRepeatable, let bytes = executor.retrier.writeBytes,
      page.byteCount > bytes,
      (try? page.part(0..<1)) != nil
    else { return .max }
    return max(1, bytes * page.rowCount / page.byteCount)
  }
}

// MARK: - Refused rows

extension RangeCopy {
  /// A pause need not wait for the last refused row, unless rows cannot be written again.
  private func checkpoint() throws {
    guard task.route.isRepeatable else { return }
    try executor.control.checkpoint()
  }

  /// Waits until the target takes a row that it took before, so that its fault is no row's.
  ///
  /// Where none is known, time has to do.
  /// - Throws: The refusal if it lasts.
  private mutating func awaitHealth(_ refusal: SideError) async throws {
    guard let known = executor.knownRow.writing else {
      // 4 s, once in a range: faults of a moment have passed by then.
      if !hasRested { try await executor.retrier.rest(4) }
      hasRested = true
      return
    }
    var (wait, waited) = (0.1, 0.0)
    while true {
      do {
        return try await executor.retrier.call(.target) { () async throws(MilvusError) in
          try await executor.writers.passMilvus { () async throws(MilvusError) in
            try await sink.replay(
              known.request, keys: known.keys, partition: known.partition)
          }
        }
      } catch let error as SideError where error.mayBeOfRows {
        // 30 s, as long as a server may be out of reach.
        guard waited < 30 else { throw refusal }
        try await executor.retrier.rest(wait)
        waited += wait
        wait = min(5, 2 * wait)
      }
    }
  }

  private func part(
    _ rows: Range<Int>, of page: RowPage, after refusal: SideError?
  ) throws -> RowPage {
    guard rows.count < page.rowCount else { return page }
    do {
      return try page.part(rows)
    } catch {
      guard let refusal else { throw SideError(.source, error) }
      throw MigrationError(
        .rowsRefused,
        """
        the target refused keys \(task.work.range.text) of "\(task.route.source)": \
        \(refusal.error.message); which of them cannot be found out: \(error.message)
        """, cause: refusal)
    }
  }

  /// What was refused for no known reason may be stored in part: the rest is sent as if it were.
  private mutating func doubt(_ refusal: SideError) async throws {
    guard trace < .doubtful else { return }
    guard task.route.isRepeatable else { throw refusal }
    trace = .doubtful
    _ = try await takeLease(again: true)
  }

  /// Throws where the target refuses one row after another and has not taken any.
  private func requireOthers(_ page: RowPage, _ refusal: SideError) throws {
    guard executor.allowance.refusedOne(), let key = try page.keys().first else { return }
    let words = refusal.error.words
    let last = RejectedRow(key: key, partition: task.work.partition, reason: words)
    let failure = Failure(MigrationError(refusingAllOf: task.route.source, last: last))
    guard task.route.isRepeatable else {
      throw GivenUp(outcome: .stopped(failure, rejects: rejects + [last]))
    }
    executor.allowance.refund(rejects.count)
    throw GivenUp(outcome: .refused(failure, rejects: rejects + [last]))
  }

  private mutating func reject(_ page: RowPage, _ refusal: SideError) throws {
    guard let key = try page.keys().first else { return }
    let words = refusal.error.words
    rejects.append(RejectedRow(key: key, partition: task.work.partition, reason: words))
    let count = executor.allowance.spend()
    guard count <= executor.allowance.limit else {
      let failure = executor.allowance.exceeded(by: rejects, of: task.route.source)
      throw GivenUp(outcome: .stopped(failure, rejects: rejects))
    }
    guard count == 1 else { return }
    executor.notify(
      .attention, "the target refuses the entity with key \(key), and it is left out: \(words)")
  }
}

extension SideError {
  /// Whether the target may not want what single rows contain.
  var mayBeOfRows: Bool {
    side == .target && (error.code == .invalidRow || error.isUnexplainedRefusal)
  }
}

extension MilvusError {
  /// What the server said, or what there is to say if it said nothing.
  package var words: String { serverWords ?? message }
}
