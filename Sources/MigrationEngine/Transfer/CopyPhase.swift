internal import DequeModule
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Copies all rows: scans the keys, and has ranges copied at once, within the window.
///
/// One task owns all of this state; its children are one call of the scanner and the ranges in flight. It waits
/// for a child before it adds one that the window does not admit, so memory does not grow with the
/// collection.
struct CopyPhase {
  private enum Finished {
    case scanned(KeyScanner.Found)
    /// Nil where the job was to pause before it began.
    case ended(RangeWork, RangeOutcome?)
  }

  let coordinator: RangeCoordinator
  let allowance: RejectAllowance
  let control: JobControl
  private var sampler: CopySampler
  private var scanner: KeyScanner?
  private var isScanning = false
  private var ready: Deque<RangeWork>
  /// Ranges of which no row was taken, until one of another range is.
  private var aside: [(work: RangeWork, refusal: Failure)] = []
  /// How often ranges were handed out whose executors were lost.
  private var attempts: [Int64: Int] = [:]
  private var window: FlightWindow
  /// What each range in flight entered the window with, by its number.
  private var entered: [Int64: Int] = [:]
  private var size: RangeSize
  private let share: FlightBudget.Share

  init(
    coordinator: RangeCoordinator, allowance: RejectAllowance, control: JobControl,
    sampler: CopySampler, scanner: KeyScanner, ready: [RangeWork], size: RangeSize,
    share: FlightBudget.Share
  ) {
    self.coordinator = coordinator
    self.allowance = allowance
    self.control = control
    self.sampler = sampler
    self.size = size
    self.scanner = scanner.isFinished ? nil : scanner
    self.ready = Deque(ready)
    self.share = share
    window = FlightWindow(calls: share.calls, bytes: share.bytes)
  }

  /// Returns when every range is done.
  ///
  /// - Throws: `PauseRequested` once the ranges in flight have settled.
  mutating func run() async throws {
    progress.startCopy()
    defer { progress.stopCopy() }
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

  private var progress: ProgressCounter { coordinator.progress }

  private mutating func fill(_ group: inout ThrowingTaskGroup<Finished, any Error>) {
    if let scanner, !isScanning, ready.count < 2 * window.calls {
      isScanning = true
      let size = size
      group.addTask { .scanned(try await scanner.next(size: size)) }
    }
    while var work = ready.first, case let weight = work.bytes ?? work.rows * size.bytesPerRow,
      // A large one is copied in parts, within a window of that size.
      case let bytes = min(weight, FlightWindow.usualBytes), window.admits(bytes)
    {
      ready.removeFirst()
      work.bytes = weight
      entered[work.id] = bytes
      window.enter(bytes)
      let (coordinator, share, control) = (coordinator, share, control)
      let attempt = attempts[work.id] ?? 1
      group.addTask { [work] in
        let outcome = try await share.pass(bytes, unless: { control.isPausing }) {
          try await coordinator.copy(work, attempt: attempt)
        }
        return .ended(work, outcome)
      }
    }
  }

  private mutating func note(_ finished: Finished) async throws {
    switch finished {
    case .scanned(let found):
      isScanning = false
      scanner = found.scanner.isFinished ? nil : found.scanner
      ready.append(contentsOf: found.work)
      let isScanned = found.scanner.isFinished
      let rows = found.work.reduce(0) { $0 + Int64($1.rows) }
      progress.update {
        $0.rangesPlanned += found.work.count
        $0.plannedRows += rows
        $0.isScanned = isScanned
      }
    case .ended(let work, .done(let rows, let bytes, _)):
      leave(work)
      size.note(rows: rows, bytes: bytes)
      try await sampler.rangeEnded()
    case .ended(let work, .split(let cuts, let mayBeStored)):
      leave(work)
      try await split(work, into: cuts, mayBeStored: mayBeStored)
    case .ended(let work, .refused(let refusal, _)):
      leave(work)
      try setAside(work, refusal)
    case .ended(let work, .lost):
      leave(work)
      try handOutAgain(work)
    case .ended(let work, .interrupted), .ended(let work, .stopped), .ended(let work, nil):
      leave(work)
    }
    guard allowance.hasTaken else { return }
    ready.append(contentsOf: aside.map(\.work))
    aside = []
  }

  private mutating func split(
    _ work: RangeWork, into cuts: [CutRange], mayBeStored: Bool
  ) async throws {
    let parts = try await coordinator.split(work, into: cuts, mayBeStored: mayBeStored)
    for part in parts.reversed() { ready.prepend(part) }
  }

  /// Hands a range out again whose executor was lost, unless it is what they are lost by.
  private mutating func handOutAgain(_ work: RangeWork) throws {
    let attempt = attempts[work.id] ?? 1
    guard attempt < 3 else {
      throw Failure(
        .workersFailed,
        """
        keys \(work.range.text) of "\(coordinator.route.source)" were handed out \(attempt) times, and \
        whoever was to copy them ended without a word
        """)
    }
    attempts[work.id] = attempt + 1
    var again = work
    again.wasSent = true
    ready.prepend(again)
  }

  /// Lets others go first; several ranges of which nothing is taken stand for the collection.
  private mutating func setAside(_ work: RangeWork, _ refusal: Failure) throws {
    aside.append((work, refusal))
    allowance.setAside()
    // 8: some fifty requests altogether.
    if aside.count >= 8, !allowance.hasTaken { throw refusal }
  }

  private mutating func leave(_ work: RangeWork) {
    window.leave(entered.removeValue(forKey: work.id) ?? 0)
  }
}
