internal import DequeModule
internal import JobJournal
internal import MilvusClient

/// Copies all rows: scouts, reads and writes at once, within the window.
///
/// One task owns all of this state; its children are one scout call and the ranges in flight. It waits
/// for a child before it adds one that the window does not admit, so memory does not grow with the
/// collection.
struct CopyPhase {
  private enum Finished {
    case scouted(Scout.Found)
    case ended(RangeWork, RangeCopy.Outcome)
  }

  let copy: RangeCopy
  let control: JobControl
  private var scout: Scout?
  private var isScouting = false
  private var ready: Deque<RangeWork>
  private var window: FlightWindow
  private var size: RangeSize

  init(copy: RangeCopy, control: JobControl, scout: Scout, ready: [RangeWork], calls: Int) {
    self.copy = copy
    self.control = control
    self.size = scout.size
    self.scout = scout.isFinished ? nil : scout
    self.ready = Deque(ready)
    // 64 MiB: with the copy that the splice makes, and the transport's, well below 200 MB.
    window = FlightWindow(calls: calls, bytes: 64 << 20)
  }

  /// Returns when every range is done.
  ///
  /// - Throws: `PauseRequested` once the ranges in flight have settled.
  mutating func run() async throws {
    copy.progress.startCopy()
    defer { copy.progress.stopCopy() }
    try await withThrowingTaskGroup(of: Finished.self) { group in
      repeat {
        if !control.isPausing { fill(&group) }
        guard let finished = try await group.next() else { break }
        try await note(finished)
      } while true
    }
    try control.checkpoint()
  }

  private mutating func fill(_ group: inout ThrowingTaskGroup<Finished, any Error>) {
    if let scout, !isScouting, ready.count < 2 * window.calls {
      isScouting = true
      group.addTask { .scouted(try await scout.next()) }
    }
    while let work = ready.first, window.admits(estimate(work)) {
      ready.removeFirst()
      window.enter(estimate(work))
      copy.progress.update { $0.rangesOpen += 1 }
      let copy = copy
      group.addTask { .ended(work, try await copy.copy(work)) }
    }
  }

  private mutating func note(_ finished: Finished) async throws {
    switch finished {
    case .scouted(let found):
      isScouting = false
      scout = found.scout.isFinished ? nil : found.scout
      ready.append(contentsOf: found.work)
      let isScouted = found.scout.isFinished
      copy.progress.update {
        $0.rangesPlanned += found.work.count
        $0.isScouted = isScouted
      }
    case .ended(let work, .copied(let rows, let bytes)):
      window.leave(estimate(work))
      if rows > 0 { scout?.note(rows: rows, bytes: bytes) }
    case .ended(let work, .split(let cuts)):
      window.leave(estimate(work))
      try await split(work, into: cuts)
    }
  }

  private mutating func split(_ work: RangeWork, into cuts: [CutRange]) async throws {
    let records = try await copy.journal.split(
      work.id, into: cuts.enumerated().map { $1.record(ordinal: $0) })
    copy.progress.update {
      $0.rangesOpen -= 1
      $0.rangesPlanned += records.count - 1
    }
    for record in records.reversed() {
      ready.prepend(try RangeWork(record, partition: work.partition))
    }
  }

  /// Bytes that a range is expected to have; the same for entering and leaving the window.
  private func estimate(_ work: RangeWork) -> Int {
    work.rows * size.bytesPerRow
  }
}
