internal import MigrationPlanning
internal import MilvusClient

/// What the target took of a task that has not ended.
package struct CountedRows: Sendable {
  /// Rows that it acknowledged.
  package var rows = 0
  /// Bytes of the writes that carried them.
  package var bytes = 0
}

/// What all tasks of one job share, for whoever has them done elsewhere.
package struct WorkerCoordination: Sendable {
  /// The start that a worker gets at this moment.
  package var start: @Sendable () -> WorkerStart
  /// The rows that the target may refuse.
  package let allowance: RejectAllowance
  /// Where it is counted what they do.
  package let progress: ProgressCounter
  /// How they are asked to stop.
  package let control: JobControl
  /// What keeps all their writes together below the target's limit.
  package let throttle: WriteThrottle
  /// Told what people should know, in words.
  package let notify: @Sendable (JobNotice.Kind, String) -> Void

  /// What one job or comparison shares; `start` is asked anew for each worker.
  package init(
    start: @escaping @Sendable () -> WorkerStart, allowance: RejectAllowance,
    progress: ProgressCounter, control: JobControl, throttle: WriteThrottle,
    notify: @escaping @Sendable (JobNotice.Kind, String) -> Void
  ) {
    (self.start, self.allowance, self.progress) = (start, allowance, progress)
    (self.control, self.throttle, self.notify) = (control, throttle, notify)
  }

  /// Passes on what a worker has to say to people.
  package func heard(_ kind: JobNotice.Kind, _ text: String) {
    switch kind {
    // It is held back by its share of a limit, which is not the limit.
    case .limited: break
    case .hindered:
      progress.update { $0.retries += 1 }
      // The same hinders all of them as a rule: the first says it.
      if progress.hinder(text) { notify(kind, text) }
    default: notify(kind, text)
    }
  }

  /// What became of a task by the word of its worker: one that gave up although nothing pauses has lost
  /// its coordinator, and somebody else is to do the task.
  package func heard(_ outcome: RangeOutcome) -> RangeOutcome {
    outcome == .interrupted && !control.isPausing ? .lost : outcome
  }

  /// Notes a limit that the target named to a worker, so that all of them get their share of it.
  func heardLimit(_ named: Double) {
    throttle.heard(named)
    progress.update {
      $0.retries += 1
      $0.refusals += 1
    }
  }

  /// The outcome, told to what all tasks of the job share.
  ///
  /// Of a task that is done, what was counted as it was written counts only once; of another it counts no
  /// more.
  package func settled(
    _ outcome: RangeOutcome, of task: RangeTask, counted: CountedRows
  ) -> RangeOutcome {
    progress.abandoned(rows: counted.rows, bytes: counted.bytes)
    guard case .done(let rows, let bytes, let rejects) = outcome else { return outcome }
    if let failure = spend(rejects, of: task.route.source, hasTaken: rows > 0) {
      return .stopped(failure, rejects: rejects)
    }
    progress.wrote(rows: rows, bytes: bytes)
    return outcome
  }

  /// Counts rows that the target took of a worker, and notes the limit if it was held back.
  package func wrote(rows: Int, bytes: Int, isHeld: Bool) {
    progress.wrote(rows: rows, bytes: bytes)
    guard isHeld, let limit = throttle.limitKept else { return }
    if progress.held(by: limit) { notify(.limited, limit.sentence) }
  }

  /// Counts rows that the target refused; returns the failure if they are too many.
  func spend(
    _ rejects: [RejectedRow], of source: CollectionAddress, hasTaken: Bool
  ) -> Failure? {
    if hasTaken { allowance.tookRows() }
    for _ in rejects where allowance.spend() > allowance.limit {
      return allowance.exceeded(by: rejects, of: source)
    }
    return nil
  }
}
