internal import JobJournal
internal import MilvusClient

/// Copies one key range: read, write, acknowledge, record.
///
/// The range is `open` in the journal, durably, before its first byte is sent. From then on nobody can
/// know whether its rows are stored, until the target's answer is in the journal too; so whoever finds
/// it open sends the same rows again by a write that may be repeated.
struct RangeCopy: Sendable {
  /// What became of a range.
  enum Outcome: Sendable {
    case copied(rows: Int, bytes: Int)
    /// It was too large for one message; these smaller ranges take its place.
    case split([CutRange], mayBeStored: Bool)
    /// The job is to pause; the range is copied again later.
    case interrupted
  }

  let plan: MigrationPlan
  let source: any RowSource
  let sink: any RowSink
  let journal: Journal
  let progress: ProgressCounter
  let persistence: Persistence
  let readers: Turnstile
  let writers: Turnstile
  let control: JobControl
  let allowance: RejectAllowance
  let say: @Sendable (JobNotice.Kind, String) -> Void

  /// Copies the range, unless it has to be split or the job is to pause.
  func copy(_ work: RangeWork) async throws -> Outcome {
    var writing = RangeWrite(self, work)
    do {
      let page = try await read(work)
      if page.rowCount > 0 { try await writing.write(page) }
      return try await finish(writing)
    } catch is PauseRequested {
      return .interrupted
    } catch let error as SideError where error.error.code == .messageTooLarge {
      allowance.refund(writing.rejects.count)
      return .split(try await halves(of: work, after: error), mayBeStored: writing.hasTraces)
    } catch let error as SideError where error.isRefusal {
      throw MigrationError(
        .rowsRefused,
        "the target refused keys \(work.range.text) of \"\(plan.source)\": \(error.error.message)",
        cause: error)
    }
  }

  private func finish(_ writing: RangeWrite) async throws -> Outcome {
    let (work, rows, bytes) = (writing.work, writing.rows, writing.bytes)
    // A range without rows, or without any that can be sent.
    if !writing.isOpen { _ = try await journal.open(work.id) }
    try await journal.finish(
      work.id, rows: Int64(rows), bytes: Int64(bytes),
      rejects: writing.rejects.sorted { $0.key < $1.key }.map(\.record))
    progress.finished(rows: Int64(rows), bytes: Int64(bytes))
    return .copied(rows: rows, bytes: bytes)
  }

  /// The request that writes rows of the range.
  func encode(_ page: RowPage, _ work: RangeWork) throws -> WriteRequest {
    do {
      return try WriteRequest(
        page: page, collection: plan.target, partition: work.partition, columns: plan.columnRules)
    } catch {
      throw SideError(.target, error)
    }
  }
}

// MARK: - Reading

extension RangeCopy {
  /// Reads the range, and makes sure that it holds the rows that the scout counted.
  ///
  /// A difference has three causes: the source is written to, a query that lost rows, or a torn
  /// answer. Reading again rules out the last one, counting the keys again tells the first two apart.
  private func read(_ work: RangeWork) async throws -> RowPage {
    let first = try await fetch(work)
    if first.rowCount == work.rows { return first }
    let second = try await fetch(work)
    if second.rowCount == work.rows { return second }
    let keys = try await scout(work)
    guard second.rowCount == keys.count else {
      throw MigrationError(
        .rowsMissing,
        """
        keys \(work.range.text) of "\(plan.source)": the source lists \(keys.count) keys and \
        returns \(second.rowCount) rows
        """)
    }
    say(
      .attention,
      "the source is written to: keys \(work.range.text) held \(work.rows) rows, now \(keys.count)")
    return second
  }

  private func fetch(_ work: RangeWork) async throws -> RowPage {
    try await persistence.call(.source) { () async throws(MilvusError) -> RowPage in
      try await readers.passMilvus { () async throws(MilvusError) -> RowPage in
        try await source.rows(in: work.range, partition: work.partition)
      }
    }
  }

  /// Every key of the range.
  private func scout(_ work: RangeWork) async throws -> [PrimaryKey] {
    try await work.range.keys { after in
      try await persistence.call(.source) { () async throws(MilvusError) -> [PrimaryKey] in
        try await readers.passMilvus { () async throws(MilvusError) -> [PrimaryKey] in
          try await source.keys(
            after: after, upTo: work.range.upper, partition: work.partition, limit: 16_384)
        }
      }
    }
  }

  private func halves(of work: RangeWork, after error: SideError) async throws -> [CutRange] {
    let keys = try await scout(work)
    guard keys.count > 1 else { throw error }
    return work.range.halves(at: keys)
  }
}

extension Turnstile {
  /// `pass` for a body that throws only what a server call throws.
  nonisolated func passMilvus<R>(_ body: () async throws(MilvusError) -> R)
    async throws(MilvusError) -> R
  {
    let result: Result<R, MilvusError> = await pass {
      do throws(MilvusError) { return .success(try await body()) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension SideError {
  /// Whether the target does not want the request, or what its rows contain.
  fileprivate var isRefusal: Bool {
    side == .target && (error.code == .invalidRequest || error.code == .invalidRow)
  }
}

extension KeyRange {
  /// Every key of the range, read page by page until one is empty.
  func keys(
    _ page: (_ after: PrimaryKey?) async throws -> [PrimaryKey]
  ) async throws -> [PrimaryKey] {
    var keys: [PrimaryKey] = []
    while true {
      let more = try await page(keys.last ?? lower)
      if more.isEmpty { return keys }
      keys += more
    }
  }

  /// Two ranges that hold half of the keys each, and together what this one holds.
  func halves(at keys: [PrimaryKey]) -> [CutRange] {
    precondition(keys.count > 1, "only several keys can be parted")
    var cutter = RangeCutter(after: lower)
    var cuts = cutter.take(keys, rowsPerRange: (keys.count + 1) / 2, isLast: true)
    // The last half ends where the whole ended, not at its last key.
    cuts[cuts.count - 1].range.upper = upper
    return cuts
  }

  /// The range in words: "after 10 up to 20".
  var text: String {
    let start = lower.map { "after \($0)" } ?? "from the start"
    return start + (upper.map { " up to \($0)" } ?? " to the end")
  }
}
