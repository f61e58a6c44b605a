internal import DequeModule
internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// Copies all rows: scouts, reads and writes at once, within the window.
///
/// One task owns all of this state; its children are one scout call and the ranges in flight. It waits
/// for a child before it adds one that the window does not admit, so memory does not grow with the
/// collection.
struct CopyPhase {
  private enum Finished {
    case scouted(Scout.Found)
    /// Nil where the job was to pause before it began.
    case ended(RangeWork, RangeCopy.Outcome?)
  }

  let copy: RangeCopy
  let control: JobControl
  private var sampler: CopySampler
  private var scout: Scout?
  private var isScouting = false
  private var ready: Deque<RangeWork>
  /// Ranges of which no row was taken, until one of another range is.
  private var aside: [(work: RangeWork, refusal: MigrationError)] = []
  private var window: FlightWindow
  /// What each range in flight entered the window with, by its number.
  private var entered: [Int64: Int] = [:]
  private var size: RangeSize
  private let share: FlightBudget.Share

  init(
    copy: RangeCopy, control: JobControl, sampler: CopySampler, scout: Scout,
    ready: [RangeWork], size: RangeSize,
    share: FlightBudget.Share
  ) {
    self.copy = copy
    self.control = control
    self.sampler = sampler
    self.size = size
    self.scout = scout.isFinished ? nil : scout
    self.ready = Deque(ready)
    self.share = share
    window = FlightWindow(calls: share.calls, bytes: FlightWindow.usualBytes)
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
    if let refusal = aside.last?.refusal { throw refusal }
  }

  private mutating func fill(_ group: inout ThrowingTaskGroup<Finished, any Error>) {
    if let scout, !isScouting, ready.count < 2 * window.calls {
      isScouting = true
      let size = size
      group.addTask { .scouted(try await scout.next(size: size)) }
    }
    while let work = ready.first, case let bytes = work.bytes ?? work.rows * size.bytesPerRow,
      window.admits(bytes)
    {
      ready.removeFirst()
      entered[work.id] = bytes
      window.enter(bytes)
      let (copy, share, control) = (copy, share, control)
      group.addTask {
        let outcome = try await share.pass(bytes, unless: { control.isPausing }) {
          copy.progress.update { $0.rangesOpen += 1 }
          return try await copy.copy(work)
        }
        return .ended(work, outcome)
      }
    }
  }

  private mutating func note(_ finished: Finished) async throws {
    switch finished {
    case .scouted(let found):
      isScouting = false
      scout = found.scout.isFinished ? nil : found.scout
      ready.append(contentsOf: found.work)
      let isScouted = found.scout.isFinished
      let rows = found.work.reduce(0) { $0 + Int64($1.rows) }
      copy.progress.update {
        $0.rangesPlanned += found.work.count
        $0.plannedRows += rows
        $0.isScouted = isScouted
      }
    case .ended(let work, .copied(let rows, let bytes)):
      leave(work)
      size.note(rows: rows, bytes: bytes)
      try await sampler.rangeEnded()
    case .ended(let work, .split(let cuts, let mayBeStored)):
      leave(work)
      try await split(work, into: cuts, mayBeStored: mayBeStored)
    case .ended(let work, nil):
      leave(work)
    case .ended(let work, .interrupted):
      leave(work)
      copy.progress.update { $0.rangesOpen -= 1 }
    case .ended(let work, .refused(let refusal)):
      leave(work)
      copy.progress.update { $0.rangesOpen -= 1 }
      try setAside(work, refusal)
    }
    guard copy.allowance.hasTaken else { return }
    ready.append(contentsOf: aside.map(\.work))
    aside = []
  }

  private mutating func split(
    _ work: RangeWork, into cuts: [CutRange], mayBeStored: Bool
  ) async throws {
    let records = try await copy.journal.split(
      work.id, into: cuts.enumerated().map { $1.record(ordinal: $0) }, mayBeStored: mayBeStored)
    copy.progress.update {
      $0.rangesOpen -= 1
      $0.rangesPlanned += records.count - 1
    }
    for record in records.reversed() {
      ready.prepend(try RangeWork(record, partition: work.partition))
    }
  }

  /// Lets others go first; several ranges of which nothing is taken stand for the collection.
  private mutating func setAside(_ work: RangeWork, _ refusal: MigrationError) throws {
    aside.append((work, refusal))
    copy.allowance.setAside()
    // 8: some fifty requests altogether.
    if aside.count >= 8, !copy.allowance.hasTaken { throw refusal }
  }

  private mutating func leave(_ work: RangeWork) {
    window.leave(entered.removeValue(forKey: work.id) ?? 0)
  }
}
