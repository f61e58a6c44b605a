internal import JobJournal
internal import Synchronization
internal import TestSupport
internal import Testing

/// What a migration does where nothing goes wrong: the places at which something can.
struct UntouchedRun: Sendable {
  private let source, target: [FakeMilvus.Call]
  private let writes: [JournalWriteHook.Moment: Int]

  /// How many calls of a side a fault can happen to.
  func calls(of side: FaultCourse.Side, for fault: FaultPlan.Fault) -> Int {
    let calls = side == .source ? source : target
    return calls.count { fault.concerns($0.method, isChange: $0.isChange) }
  }

  /// How many writes of the journal have such a moment.
  func writes(_ moment: JournalWriteHook.Moment) -> Int { writes[moment, default: 0] }

  /// The run with keys of a kind, done once for all tests.
  static func with(_ keys: KeyKind) async throws -> UntouchedRun {
    try await UntouchedRuns.shared.run(keys)
  }

  /// Migrates once, which has to succeed.
  fileprivate init(_ keys: KeyKind) async throws {
    let counter = WriteCounter()
    var calls: (source: [FakeMilvus.Call], target: [FakeMilvus.Call]) = ([], [])
    try await FaultCourse.open(keys) { course in
      let ending = try await course.migrate(patience: 0, hook: counter.hook)
      calls = (course.source.calls, course.target.calls)
      try course.expectEquality(ending, "untouched")
      try #require(ending.stops.isEmpty, "\(ending)")
    }
    (source, target, writes) = (calls.source, calls.target, counter.counts)
  }
}

/// The runs that there were.
private actor UntouchedRuns {
  static let shared = UntouchedRuns()
  private var runs: [KeyKind: Task<UntouchedRun, any Error>] = [:]

  func run(_ keys: KeyKind) async throws -> UntouchedRun {
    if let run = runs[keys] { return try await run.value }
    let run = Task { try await UntouchedRun(keys) }
    runs[keys] = run
    return try await run.value
  }
}

/// Counts the writes of a journal.
private final class WriteCounter: Sendable {
  private let seen = Mutex<[JournalWriteHook.Moment: Int]>([:])

  var counts: [JournalWriteHook.Moment: Int] { seen.withLock { $0 } }

  var hook: JournalWriteHook {
    JournalWriteHook { moment, _ throws(JournalError) in
      self.seen.withLock { $0[moment, default: 0] += 1 }
    }
  }
}
