internal import MigrationPlanning
internal import MilvusClient

/// Copies one key range: reads it, takes the lease, and sends it until the target has every row that it
/// takes.
///
/// Nothing is recorded here: whoever handed the task out is told by the lease that rows may be stored from
/// now on, and by the outcome what became of them. Until both are on record nobody can know; so whoever is
/// handed a range that was leased before sends its rows by a write that may be repeated.
struct RangeCopy {
  /// What of the range may be on the target; each may be followed by those below it.
  enum Trace: Comparable {
    /// Nothing by this hand-out: the lease was not taken.
    case none
    /// What was acknowledged, and what was sent last.
    case sent
    /// Also rows that will be sent again.
    case doubtful
  }

  /// The fewest rows of the parts that a range has for a limit: each of them costs a query.
  private static let leastRows = 16

  let task: RangeTask
  let executor: LocalExecutor
  let lease: RangeLease
  /// Told what the target took, write by write.
  let wrote: @Sendable (_ rows: Int, _ bytes: Int) -> Void
  let reader: RowReader
  let sink: any RowSink
  /// What the target has acknowledged.
  private(set) var rows = 0
  private(set) var bytes = 0
  /// What it refused.
  var rejects: [RejectedRow] = []
  var trace = Trace.none
  /// Whether time was given to a fault to pass.
  var hasRested = false

  init(
    _ task: RangeTask, by executor: LocalExecutor, lease: @escaping RangeLease,
    wrote: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void
  ) {
    (self.task, self.executor, self.lease, self.wrote) = (task, executor, lease, wrote)
    reader = executor.ends.reader(of: task.route)
    sink = executor.ends.sink(of: task.route)
  }

  /// Copies the range, unless it has to be split or the job is to pause.
  mutating func run() async -> RangeOutcome {
    do {
      let page = try await read()
      try requireShort(page)
      if page.rowCount > 0 { try await write(page) }
      return .done(rows: rows, bytes: bytes, rejects: rejects.sorted { $0.key < $1.key })
    } catch {
      executor.progress.abandoned(rows: rows, bytes: bytes)
      return await outcome(after: error)
    }
  }

  /// Reads the range, which may have changed since its rows were counted.
  private func read() async throws -> RowPage {
    let work = task.work
    let read = try await reader.rows(
      in: work.range, partition: work.partition, expecting: work.rows)
    if read.keys != work.rows {
      executor.notify(
        .attention,
        """
        the source is written to: keys \(work.range.text) held \(work.rows) rows, now \(read.keys)
        """)
    }
    return read.page
  }

  /// Makes sure that the rows take seconds at the limit, which may have become known since the range was
  /// cut: no more is sent again after a pause, and progress is seen.
  private func requireShort(_ page: RowPage) throws {
    guard let all = executor.retrier.throttle.rangeBytes else { return }
    let most = max(1, all / executor.parallel)
    let rows = max(Self.leastRows, page.rowCount * most / max(1, page.byteCount))
    // Twice as much is no reason to read it once more in parts.
    guard page.byteCount > 2 * most, page.rowCount > 2 * rows else { return }
    throw RangeDivided(
      side: .source, parts: task.work.range.parts(at: try page.keys().sorted(), rows: rows))
  }

  private func outcome(after error: any Error) async -> RangeOutcome {
    guard let tooLarge = error as? SideError, tooLarge.error.code == .messageTooLarge else {
      return ending(by: error)
    }
    executor.allowance.refund(rejects.count)
    do {
      let parts = try await reader.parts(
        of: task.work.range, partition: task.work.partition, after: tooLarge)
      return .split(parts, mayBeStored: hasTraces)
    } catch {
      return ending(by: error)
    }
  }

  private func ending(by error: any Error) -> RangeOutcome {
    switch error {
    case is PauseRequested, is CancellationError: .interrupted
    case let given as GivenUp: given.outcome
    case let divided as RangeDivided: .split(divided.parts, mayBeStored: hasTraces)
    case let error as SideError where error.isRefusal:
      .stopped(
        Failure(
          .migration(.rowsRefused),
          """
          the target refused keys \(task.work.range.text) of "\(task.route.source)": \
          \(error.error.message)
          """))
    default: .stopped(Failure(error))
    }
  }

  /// Whether rows of the range may be on the target.
  private var hasTraces: Bool { task.work.wasSent || trace == .doubtful || rows > 0 }
}

/// Thrown where a range is given up with an outcome that is known.
struct GivenUp: Error {
  let outcome: RangeOutcome
}

// MARK: - Sending

extension RangeCopy {
  /// Sends rows, and returns whether the target took them: else they are too many for its limit.
  mutating func send(_ page: RowPage) async throws -> Bool {
    let request = try encode(page)
    let (partition, replaces) = (task.work.partition, task.route.replaces)
    var trace = trace
    defer { self.trace = trace }
    let isDone = try await executor.retrier.write(
      request.byteCount, of: page.rowCount, isRepeatable: task.route.isRepeatable,
      isBegun: trace > .none,
      begin: { trace = try await takeLease() ? .doubtful : .sent },
      denial: sink.denial,
      afterFailure: { error in
        guard error.isOutcomeUnknown, trace < .doubtful else { return }
        trace = .doubtful
        _ = try await takeLease(again: true)
      }
    ) { () async throws(MilvusError) in
      let replays = trace == .doubtful || replaces
      try await executor.writers.passMilvus { () async throws(MilvusError) in
        if replays {
          try await sink.replay(request, keys: try page.keys(), partition: partition)
        } else {
          try await sink.insert(request)
        }
      }
    }
    guard isDone else { return false }
    rows += page.rowCount
    bytes += request.byteCount
    executor.progress.wrote(rows: page.rowCount, bytes: request.byteCount)
    wrote(page.rowCount, request.byteCount)
    return true
  }

  /// The request that writes rows of the range.
  func encode(_ page: RowPage) throws -> WriteRequest {
    do {
      return try WriteRequest(
        page: page, collection: task.route.target, partition: task.work.partition,
        columns: task.route.rules)
    } catch {
      throw SideError(.target, error)
    }
  }

  /// Takes the lease, and returns whether rows may be stored: then they have to be repeatable.
  func takeLease(again: Bool = false) async throws -> Bool {
    let mayBeStored = try await lease() || again
    guard mayBeStored, !task.route.isRepeatable else { return mayBeStored }
    throw MigrationError(
      .outcomeUnknown,
      """
      whether keys \(task.work.range.text) of "\(task.route.source)" were stored is unknown, and under \
      new keys nothing tells a repeated row from another; cancel the job and start it anew
      """)
  }
}

extension SideError {
  /// Whether the target does not want the request, or what its rows contain.
  fileprivate var isRefusal: Bool {
    side == .target && (error.code == .invalidRequest || error.code == .invalidRow)
  }
}
