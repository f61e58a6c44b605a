internal import JobJournal
internal import MilvusClient

/// Writes the rows of one key range, and finds those that the target refuses for what they contain.
///
/// A server takes a request as a whole or not at all, and says only that something in it is wrong. So
/// the rows of a refused request are sent in halves, and those of a refused half again, until single
/// rows are left that are refused: for one row of n that takes 2 log2(n) requests. All of it happens
/// while the range is open, and what was found is recorded with its end: whoever finds the range open
/// after a crash sends the whole of it again, by a write that may be repeated, and decides anew.
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
    var waiting = [page]
    while let next = waiting.popLast() {
      do {
        try await send(next)
      } catch let error as SideError where error.isRowRefusal && copy.allowance.limit > 0 {
        if next.rowCount > 1 {
          try checkpoint()
          waiting += try halves(of: next, after: error).reversed()
        } else {
          try await reject(next, error.error)
        }
      }
    }
  }

  private mutating func send(_ page: RowPage) async throws {
    let request = try copy.encode(page, work)
    try await open()
    try await copy.persistence.pace(request.byteCount)
    var mayBeStored = mayBeStored
    defer { self.mayBeStored = mayBeStored }
    try await copy.persistence.call(
      .target, denial: copy.sink.denial,
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
    rows += page.rowCount
    bytes += request.byteCount
  }

  /// Opens the range before its first byte is sent: from then on its rows may be stored.
  private mutating func open() async throws {
    guard !isOpen else { return }
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

  private func halves(of page: RowPage, after refusal: SideError) throws -> [RowPage] {
    let middle = page.rowCount / 2
    do {
      return [try page.part(0..<middle), try page.part(middle..<page.rowCount)]
    } catch {
      throw MigrationError(
        .rowsRefused,
        """
        the target refused keys \(work.range.text) of "\(copy.plan.source)": \
        \(refusal.error.message); which of them cannot be found out: \(error.message)
        """, cause: refusal)
    }
  }

  private mutating func reject(_ page: RowPage, _ error: MilvusError) async throws {
    guard let key = try page.keys().first else { return }
    let words = error.serverWords ?? error.message
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
  /// Whether the target does not want what single rows contain.
  fileprivate var isRowRefusal: Bool { side == .target && error.code == .invalidRow }
}
