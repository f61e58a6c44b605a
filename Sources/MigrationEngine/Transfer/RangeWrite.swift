internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// Thrown where the target has taken no row of the job, and none of some rows of a range.
struct AllRefused: Error {
  let error: MigrationError
}

/// Writes the rows of one key range, and finds those that the target refuses for what they contain.
///
/// What is refused is sent in ever smaller parts, until it is known which rows it is. All of that
/// happens while the range is open, and what was found is recorded with its end: whoever finds the
/// range open after a crash sends the whole of it again, by a write that may be repeated, and decides
/// anew.
struct RangeWrite {
  let copy: RangeCopy
  let work: RangeWork
  /// What the target has acknowledged.
  private(set) var rows = 0
  private(set) var bytes = 0
  /// What it refused.
  private(set) var rejects: [RejectedRow] = []
  /// Whether something that was sent without an answer may be stored.
  private var mayBeStored = false
  /// Whether the range was opened.
  private(set) var isOpen = false
  private var hasRested = false

  init(_ copy: RangeCopy, _ work: RangeWork) {
    self.copy = copy
    self.work = work
  }

  /// Whether rows of the range may be on the target.
  var hasTraces: Bool { work.wasSent || mayBeStored || rows > 0 }

  /// Writes all rows that the target takes.
  ///
  /// - Throws: `PauseRequested` between two requests; the range is open then.
  mutating func write(_ page: RowPage) async throws {
    let allowance = copy.allowance
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
        copy.knownRow.keep(part, of: work, encodedBy: copy)
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
          try await requireOthers(part, error)
        }
        if finding == .single { try await reject(part, error) }
      }
    }
  }

  /// Whether the range may be left with a part of its rows stored.
  private var isRepeatable: Bool { copy.plan.replay != .impossible }

  /// The rows of a page that the target's limit lets through at once, if the page can be cut.
  private func most(of page: RowPage) -> Int {
    guard isRepeatable, let bytes = copy.persistence.writeBytes, page.byteCount > bytes,
      (try? page.part(0..<1)) != nil
    else { return .max }
    return max(1, bytes * page.rowCount / page.byteCount)
  }

  /// Sends rows, and returns whether the target took them: else they are too many for its limit.
  private mutating func send(_ page: RowPage) async throws -> Bool {
    let request = try copy.encode(page, work)
    var mayBeStored = mayBeStored
    defer { self.mayBeStored = mayBeStored }
    let isDone = try await copy.persistence.write(
      request.byteCount, of: page.rowCount, isRepeatable: isRepeatable, isBegun: isOpen,
      begin: {
        try await open()
        mayBeStored = self.mayBeStored
      },
      denial: copy.sink.denial,
      afterFailure: { error in
        guard error.isOutcomeUnknown, !mayBeStored else { return }
        mayBeStored = true
        _ = try await copy.journal.open(work.id)
        try expectReplay()
      }
    ) { () async throws(MilvusError) in
      let replays = mayBeStored || copy.plan.targetUse == .merge
      try await copy.writers.passMilvus { () async throws(MilvusError) in
        if replays {
          try await copy.sink.replay(request, keys: try page.keys(), partition: work.partition)
        } else {
          try await copy.sink.insert(request)
        }
      }
    }
    guard isDone else { return false }
    rows += page.rowCount
    bytes += request.byteCount
    copy.progress.wrote(rows: page.rowCount, bytes: request.byteCount)
    return true
  }

  /// Opens the range before its first byte is sent: from then on its rows may be stored.
  private mutating func open() async throws {
    let range = try await copy.journal.open(work.id)
    isOpen = true
    mayBeStored = range.attempts > 1
    if mayBeStored { try expectReplay() }
  }
}

// MARK: - Refused rows

extension RangeWrite {
  /// A pause need not wait for the last refused row, unless rows cannot be written again.
  private func checkpoint() throws {
    guard copy.plan.replay != .impossible else { return }
    try copy.control.checkpoint()
  }

  /// Waits until the target takes a row that it took before, so that its fault is no row's.
  ///
  /// Where none is known, time has to do.
  /// - Throws: The refusal if it lasts.
  private mutating func awaitHealth(_ refusal: SideError) async throws {
    guard let known = copy.knownRow.writing else {
      // 4 s, once in a range: faults of a moment have passed by then.
      if !hasRested { try await copy.persistence.rest(4) }
      hasRested = true
      return
    }
    var (wait, waited) = (0.1, 0.0)
    while true {
      do {
        return try await copy.persistence.call(.target) { () async throws(MilvusError) in
          try await copy.writers.passMilvus { () async throws(MilvusError) in
            try await copy.sink.replay(
              known.request, keys: known.keys, partition: known.partition)
          }
        }
      } catch let error as SideError where error.mayBeOfRows {
        // 30 s, as long as a server may be out of reach.
        guard waited < 30 else { throw refusal }
        try await copy.persistence.rest(wait)
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
        the target refused keys \(work.range.text) of "\(copy.plan.source)": \
        \(refusal.error.message); which of them cannot be found out: \(error.message)
        """, cause: refusal)
    }
  }

  /// What was refused for no known reason may be stored in part: the rest is sent as if it were.
  private mutating func doubt(_ refusal: SideError) async throws {
    guard !mayBeStored else { return }
    guard copy.plan.replay != .impossible else { throw refusal }
    mayBeStored = true
    _ = try await copy.journal.open(work.id)
    try expectReplay()
  }

  /// Throws where the target refuses one row after another and has not taken any.
  private mutating func requireOthers(_ page: RowPage, _ refusal: SideError) async throws {
    guard copy.allowance.refusedOne(), let key = try page.keys().first else { return }
    let words = refusal.error.words
    let last = RejectedRow(key: key, partition: work.partition, reason: words)
    try await copy.journal.reject(work.id, rows: (rejects + [last]).map(\.record))
    throw AllRefused(
      error: MigrationError(refusingAllOf: copy.plan.source, last: last, cause: refusal))
  }

  private mutating func reject(_ page: RowPage, _ refusal: SideError) async throws {
    guard let key = try page.keys().first else { return }
    let words = refusal.error.words
    rejects.append(RejectedRow(key: key, partition: work.partition, reason: words))
    let count = copy.allowance.spend()
    guard count <= copy.allowance.limit else {
      // For whoever looks why; a new attempt forgets them.
      try await copy.journal.reject(work.id, rows: rejects.map(\.record))
      throw MigrationError(
        .tooManyRejects,
        """
        the target refused more than \(copy.allowance.limit) entities of "\(copy.plan.source)", \
        the last one with key \(key): \(words)
        """)
    }
    guard count == 1 else { return }
    copy.say(
      .attention, "the target refuses the entity with key \(key), and it is left out: \(words)")
  }

  /// Throws where rows cannot be written again without doubling them.
  private func expectReplay() throws {
    guard copy.plan.replay == .impossible else {
      copy.progress.update { $0.replayed += 1 }
      return
    }
    throw MigrationError(
      .outcomeUnknown,
      """
      whether keys \(work.range.text) of "\(copy.plan.source)" were stored is unknown, and under new \
      keys nothing tells a repeated row from another; cancel the job and start it anew
      """)
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
  var words: String { serverWords ?? message }
}
