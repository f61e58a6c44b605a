internal import Synchronization

/// How a running job is asked to stop.
final class JobControl: Sendable {
  private let pausing = Mutex(false)
  private let (pauses, voice) = AsyncStream<Never>.makeStream()

  /// Asks the job to stop at its next checkpoint.
  func pause() {
    pausing.withLock { $0 = true }
    voice.finish()
  }

  /// Whether the job was asked to stop.
  var isPausing: Bool { pausing.withLock { $0 } }

  /// Throws `PauseRequested` once the job was asked to stop.
  func checkpoint() throws {
    if isPausing { throw PauseRequested() }
    try Task.checkCancellation()
  }

  /// Runs the work, and cancels it once a pause has been waited for that long.
  ///
  /// What is in flight then may be stored or not; its ranges stay open and are copied again.
  func run(
    atMost patience: Duration, _ work: @escaping @Sendable () async -> Void
  ) async {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await work()
        return true
      }
      group.addTask { [pauses] in
        for await _ in pauses {}
        // Cancelled or not, the work is not waited for any longer.
        try? await Task.sleep(for: patience)
        return false
      }
      _ = await group.next()
      group.cancelAll()
    }
  }
}

/// Thrown where a job stops because it was asked to.
struct PauseRequested: Error {}
