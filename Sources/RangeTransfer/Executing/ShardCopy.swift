internal import DequeModule
internal import MigrationPlanning
internal import MilvusClient

/// Copies a key range that is too large to be read at once: cuts it by its keys, and copies the parts, as
/// many at a time as a window of its own admits.
///
/// To whoever handed it out it is one task, with one lease and one outcome. So a part that failed makes the
/// whole be copied again, which only rows that can be sent twice allow.
struct ShardCopy {
  private enum Finished {
    case cut(Result<(RangeDivision, RangeSize, [CutRange]), any Error>)
    case ended(RangeWork, bytes: Int, RangeOutcome)
  }

  let task: RangeTask
  let executor: LocalExecutor
  /// Told what the target took, write by write.
  let wrote: @Sendable (_ rows: Int, _ bytes: Int) -> Void
  private let lease: ShardLease
  private var division: RangeDivision
  private var size: RangeSize
  private var window: FlightWindow
  private var isCutting = false
  private var ready: Deque<RangeWork> = []
  /// Parts of which no row was taken, until one of another part is.
  private var aside: [(work: RangeWork, outcome: RangeOutcome)] = []
  private var rows = 0
  private var bytes = 0
  private var rejects: [RejectedRow] = []
  /// Why it stops short.
  private var ending: RangeOutcome?

  init(
    _ task: RangeTask, by executor: LocalExecutor, lease: @escaping RangeLease,
    wrote: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void
  ) {
    (self.task, self.executor, self.wrote) = (task, executor, wrote)
    self.lease = ShardLease(lease)
    let reader = executor.ends.reader(of: task.route)
    division = RangeDivision(reader, task.work.range, partition: task.work.partition)
    let work = task.work
    size = RangeSize(reader.limits, seen: (work.rows, work.bytes ?? work.rows * 1024))
    window = FlightWindow(calls: executor.parallel, bytes: FlightWindow.usualBytes)
  }

  /// Copies the parts until all are done, or the first one stops the others.
  mutating func run() async -> RangeOutcome {
    await withTaskGroup(of: Finished.self) { group in
      repeat {
        if executor.control.isPausing, hasMore { ending = ending ?? .interrupted }
        if ending == nil { fill(&group) }
        guard let finished = await group.next() else { break }
        note(finished)
      } while true
    }
    if let outcome = ending ?? aside.last?.outcome {
      executor.progress.abandoned(rows: rows, bytes: bytes)
      return outcome
    }
    noteChange()
    return .done(rows: rows, bytes: bytes, rejects: rejects.sorted { $0.key < $1.key })
  }

  /// Whether some of it is not on its way; of keys that are being looked for that is not known yet.
  private var hasMore: Bool { !ready.isEmpty || !division.isFinished && !isCutting }

  private mutating func fill(_ group: inout TaskGroup<Finished>) {
    if !division.isFinished, !isCutting, ready.count < 2 * window.calls {
      isCutting = true
      group.addTask { [division, size] in
        var (division, size) = (division, size)
        do {
          let cuts = try await division.next(&size)
          return .cut(.success((division, size, cuts)))
        } catch {
          return .cut(.failure(error))
        }
      }
    }
    while let work = ready.first, case let weight = work.rows * size.bytesPerRow,
      window.admits(weight)
    {
      ready.removeFirst()
      window.enter(weight)
      let part = RangeTask(route: task.route, work: work, attempt: task.attempt)
      let lease = lease.part(mayBeStored: work.wasSent)
      group.addTask { [executor, wrote] in
        var copy = RangeCopy(part, by: executor, lease: lease, wrote: wrote)
        return .ended(work, bytes: weight, await copy.run())
      }
    }
  }

  private mutating func note(_ finished: Finished) {
    switch finished {
    case .cut(.success((let division, let size, let cuts))):
      isCutting = false
      (self.division, self.size) = (division, size)
      ready.append(contentsOf: cuts.map { part($0, wasSent: task.work.wasSent) })
    case .cut(.failure(let error)):
      let isStop = error is PauseRequested || error is CancellationError
      stop(isStop ? .interrupted : .stopped(Failure(error)))
    case .ended(let work, let weight, let outcome):
      window.leave(weight)
      note(outcome, of: work)
    }
    guard executor.allowance.hasTaken else { return }
    ready.append(contentsOf: aside.map(\.work))
    aside = []
  }

  private mutating func note(_ outcome: RangeOutcome, of work: RangeWork) {
    switch outcome {
    case .done(let rows, let bytes, let rejects):
      self.rows += rows
      self.bytes += bytes
      self.rejects += rejects
      size.note(rows: rows, bytes: bytes)
    case .split(let cuts, let mayBeStored):
      // What was told of it counts twice until the whole is done.
      for cut in cuts.reversed() { ready.prepend(part(cut, wasSent: mayBeStored)) }
    case .refused:
      var again = work
      again.wasSent = true
      aside.append((again, outcome))
      executor.allowance.setAside()
      // 8: as many as stand for the collection in a copy that is not done in parts.
      if aside.count >= 8, !executor.allowance.hasTaken { stop(outcome) }
    case .stopped(let failure, let rejects):
      stop(.stopped(failure, rejects: self.rejects + rejects))
    case .interrupted, .lost: stop(outcome)
    }
  }

  /// The first reason counts.
  private mutating func stop(_ outcome: RangeOutcome) { ending = ending ?? outcome }

  private func part(_ cut: CutRange, wasSent: Bool) -> RangeWork {
    RangeWork(
      id: task.work.id, partition: task.work.partition, range: cut.range, rows: cut.rows,
      wasSent: wasSent)
  }

  private func noteChange() {
    guard division.keys != task.work.rows else { return }
    executor.notify(
      .attention,
      """
      the source is written to: keys \(task.work.range.text) held \(task.work.rows) rows, now \
      \(division.keys)
      """)
  }
}

extension RangeTask {
  /// Whether its rows are more than are read at once, and may be sent in parts.
  func isCoarse(_ limits: QueryLimits) -> Bool {
    // Four times: an estimate may be wrong by that, and the server says if an answer is too large.
    route.isRepeatable && (work.rows > limits.rows || work.bytes ?? 0 > 4 * limits.bytes)
  }
}
