internal import Synchronization

/// How tasks and waves end.
extension SparkExecutor {
  /// Ends a task, unless it has ended.
  func finish(_ number: Int, _ ending: WorkerErrand.Ending) {
    guard let ended = state.withLock({ $0.board.end(number) }) else { return }
    if let attempt = ended.idle { tell(.close(attempt)) }
    end(ended.errand, ending)
  }

  private func end(_ errand: SparkErrand, _ ending: WorkerErrand.Ending) {
    errand.end.resume(
      returning: job.settled(ending, of: errand.work, counted: errand.counted))
  }

  /// What no worker has an outcome of is lost, unless the wave failed: then nothing more is tried.
  func end(_ wave: Int, _ error: String?) {
    let (lost, failure) = state.withLock { state -> ([SparkErrand], Failure?) in
      defer { state.lastWords = nil }
      let lost = state.board.ended(wave: wave)
      let failure = error.map { Self.failure(of: wave, $0, state.lastWords) }
      guard let reach = state.reach.take() else { return (lost, failure) }
      return (lost, failure ?? reach.failure)
    }
    for errand in lost {
      end(errand, .copied(failure.map { .stopped($0) } ?? .lost))
    }
    if let failure { giveUp(.stopped(failure)) } else { arrived.yield() }
  }

  private static func failure(of wave: Int, _ error: String, _ words: String?) -> Failure {
    let what = wave == 0 ? "Spark does not start" : "a job of Spark failed"
    let said = words.flatMap { error.contains($0) ? nil : "; the last worker said: \($0)" } ?? ""
    return Failure(.workersFailed, "\(what): \(error)\(said)")
  }

  /// Lets workers that run come to a checkpoint; what waits for one has nothing to wait for.
  func pause() {
    let (drained, open) = state.withLock { state in
      (state.board.drain(begun: false), state.board.open)
    }
    for attempt in open { tell(.tell(attempt, .pause)) }
    for errand in drained { end(errand, .copied(.interrupted)) }
  }

  /// Ends every task, also those to come.
  func giveUp(_ outcome: RangeOutcome) {
    let all = state.withLock { state in
      if state.ending == nil { state.ending = outcome }
      return state.board.drain(begun: true)
    }
    for errand in all { end(errand, .copied(outcome)) }
  }
}
