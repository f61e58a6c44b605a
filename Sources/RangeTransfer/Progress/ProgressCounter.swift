internal import Synchronization

/// What a running job has done so far in this process; counted by its tasks, read by the user.
package final class ProgressCounter: Sendable {
  /// The counted state.
  package struct Counts {
    /// The step that the job is at.
    package var phase: JobPhase?
    /// Whether the counts of key ranges and of rows are those of all runs of the job.
    package var isComplete = false
    /// Rows of the source; nil until it was counted.
    package var total: Int64?
    /// Rows of the key ranges that are known.
    package var plannedRows: Int64 = 0
    /// Rows that the target refused in key ranges that are done.
    package var rejected = 0
    /// Rows that the target took in key ranges that are done.
    package var done: Int64 = 0
    /// Bytes that were written for them.
    package var bytes: Int64 = 0
    /// Calls that were repeated in this run.
    package var retries = 0
    /// Calls that earlier runs of the job repeated.
    package var earlierRetries = 0
    /// Key ranges that were sent more than once.
    package var replayed = 0
    /// Key ranges that are done.
    package var rangesDone = 0
    /// Key ranges that are handed out, and have not ended.
    package var rangesOpen = 0
    /// All key ranges that are known, also those that are done or handed out.
    package var rangesPlanned = 0
    /// Whether all key ranges are known.
    package var isScanned = false
    /// Seconds of copying in this run; only a snapshot counts the running copy in.
    package var copySeconds = 0.0
    /// Why nothing moves at the moment, in words; nil while something does.
    package var hindrance: String?
    /// When rows last arrived on the target, by this counter's clock; nil if none did.
    package var lastProgress: Double?
    /// What tells the rate of the last minute.
    package var estimator = RateEstimator()
    /// When the running copy began, by this counter's clock; nil if none runs.
    package var copyStarted: Double?
    /// What `done` was when the copy began.
    package var doneAtStart: Int64 = 0
    /// What `bytes` was when the copy began.
    package var bytesAtStart: Int64 = 0
    /// What the target took of key ranges that are not done yet.
    package var openRows: Int64 = 0
    /// The bytes of those rows.
    package var openBytes: Int64 = 0
    /// Writes that the target refused for its rate limit, in this run.
    package var refusals = 0
    /// Those of earlier runs.
    package var earlierRefusals = 0
    /// The limit that held writes back last, and when it did.
    package var limit: WriteLimit?
    var lastHeld = -Double.infinity
    /// Who copies key ranges where this process does not.
    package var execution: ExecutionStatus?

    /// Calls that were repeated in all runs of the job.
    package var allRetries: Int { earlierRetries + retries }

    /// The limit that holds writes back at that moment; nil if none did for ten seconds.
    package func limit(at now: Double) -> WriteLimit? { now - lastHeld < 10 ? limit : nil }
  }

  private let counts = Mutex(Counts())
  private let origin = ContinuousClock.now

  /// Seconds since this counter was made.
  package var now: Double { (ContinuousClock.now - origin).seconds }

  /// A counter that begins with nothing done, and whose clock begins now.
  package init() {}

  /// Changes the counts in one step.
  package func update(_ change: (inout Counts) -> Void) {
    counts.withLock { change(&$0) }
  }

  /// Counts rows of a key range that the target took.
  package func wrote(rows: Int, bytes: Int) {
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
  package func abandoned(rows: Int, bytes: Int) {
    counts.withLock {
      $0.openRows -= Int64(rows)
      $0.openBytes -= Int64(bytes)
    }
  }

  /// Counts a finished key range, of which all rows were counted as they were written.
  package func finished(rows: Int64, bytes: Int64, rejected: Int) {
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
  package func held(by limit: WriteLimit) -> Bool {
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
  package func startCopy() {
    let moment = now
    counts.withLock {
      $0.copyStarted = moment
      ($0.doneAtStart, $0.bytesAtStart) = ($0.done, $0.bytes)
      $0.estimator.note(rows: $0.done, bytes: $0.bytes, at: moment)
    }
  }

  /// Stops the clock of the copy and adds its time.
  package func stopCopy() {
    let moment = now
    counts.withLock {
      if let started = $0.copyStarted { $0.copySeconds += moment - started }
      $0.copyStarted = nil
    }
  }

  /// The counts at this moment, with the running copy's time added.
  package func snapshot() -> Counts {
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
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
