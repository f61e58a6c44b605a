internal import Synchronization

/// What a running job has done so far in this process; counted by its tasks, read by the user.
final class ProgressCounter: Sendable {
  /// The counted state.
  struct Counts {
    /// The step that the job is at.
    var phase: JobPhase?
    /// Whether the counts of key ranges and of rows are those of all runs of the job.
    var isComplete = false
    var total: Int64?
    /// Rows of the key ranges that are known.
    var plannedRows: Int64 = 0
    /// Rows that the target refused in key ranges that are done.
    var rejected = 0
    var done: Int64 = 0
    var bytes: Int64 = 0
    var retries = 0
    /// Calls that earlier runs of the job repeated.
    var earlierRetries = 0
    var replayed = 0
    var rangesDone = 0
    var rangesOpen = 0
    var rangesPlanned = 0
    var isScanned = false
    var copySeconds = 0.0
    var hindrance: String?
    var lastProgress: Double?
    var estimator = RateEstimator()
    var copyStarted: Double?
    var doneAtStart: Int64 = 0
    var bytesAtStart: Int64 = 0
    /// What the target took of key ranges that are not done yet.
    var openRows: Int64 = 0
    var openBytes: Int64 = 0
    /// Writes that the target refused for its rate limit, in this run.
    var refusals = 0
    /// Those of earlier runs.
    var earlierRefusals = 0
    /// The limit that held writes back last, and when it did.
    var limit: WriteLimit?
    var lastHeld = -Double.infinity
    /// Who copies key ranges where this process does not.
    var execution: ExecutionStatus?

    /// Calls that were repeated in all runs of the job.
    var allRetries: Int { earlierRetries + retries }

    /// The limit that holds writes back at that moment; nil if none did for ten seconds.
    func limit(at now: Double) -> WriteLimit? { now - lastHeld < 10 ? limit : nil }
  }

  private let counts = Mutex(Counts())
  private let origin = ContinuousClock.now

  /// Seconds since this counter was made.
  var now: Double { (ContinuousClock.now - origin).seconds }

  /// Changes the counts in one step.
  func update(_ change: (inout Counts) -> Void) {
    counts.withLock { change(&$0) }
  }

  /// Counts rows of a key range that the target took.
  func wrote(rows: Int, bytes: Int) {
    let moment = now
    counts.withLock {
      $0.openRows += Int64(rows)
      $0.openBytes += Int64(bytes)
      $0.lastProgress = moment
      $0.hindrance = nil
      $0.estimator.note(
        rows: $0.done + $0.openRows, bytes: $0.bytes + $0.openBytes, at: moment)
    }
  }

  /// Takes rows of a key range back that is not done: they will be counted again.
  func abandoned(rows: Int, bytes: Int) {
    counts.withLock {
      $0.openRows -= Int64(rows)
      $0.openBytes -= Int64(bytes)
    }
  }

  /// Counts a finished key range, of which all rows were counted as they were written.
  func finished(rows: Int64, bytes: Int64, rejected: Int) {
    let moment = now
    counts.withLock {
      $0.openRows -= rows
      $0.openBytes -= bytes
      $0.done += rows
      $0.bytes += bytes
      $0.rejected += rejected
      $0.rangesDone += 1
      $0.rangesOpen -= 1
      $0.lastProgress = moment
      $0.hindrance = nil
    }
  }

  /// Notes that a limit holds writes back; returns whether that is news.
  func held(by limit: WriteLimit) -> Bool {
    let moment = now
    return counts.withLock { counts in
      let isNews = counts.limit?.owner != limit.owner
      (counts.limit, counts.lastHeld) = (limit, moment)
      return isNews
    }
  }

  /// Notes why nothing moves; returns whether that is news.
  func hinder(_ reason: String) -> Bool {
    counts.withLock { counts in
      defer { counts.hindrance = reason }
      return counts.hindrance == nil
    }
  }

  /// Starts the clock of the copy.
  func startCopy() {
    let moment = now
    counts.withLock {
      $0.copyStarted = moment
      ($0.doneAtStart, $0.bytesAtStart) = ($0.done, $0.bytes)
      $0.estimator.note(rows: $0.done, bytes: $0.bytes, at: moment)
    }
  }

  /// Stops the clock of the copy and adds its time.
  func stopCopy() {
    let moment = now
    counts.withLock {
      if let started = $0.copyStarted { $0.copySeconds += moment - started }
      $0.copyStarted = nil
    }
  }

  /// The counts at this moment, with the running copy's time added.
  func snapshot() -> Counts {
    let moment = now
    return counts.withLock { state in
      var copy = state
      if let started = state.copyStarted { copy.copySeconds += moment - started }
      return copy
    }
  }
}

extension Duration {
  /// The length in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
