internal import Synchronization

/// How a running job is asked to stop.
final class JobControl: Sendable {
  private let pausing = Mutex(false)

  /// Asks the job to stop at its next checkpoint.
  func pause() {
    pausing.withLock { $0 = true }
  }

  /// Whether the job was asked to stop.
  var isPausing: Bool { pausing.withLock { $0 } }

  /// Throws `PauseRequested` once the job was asked to stop.
  func checkpoint() throws {
    if isPausing { throw PauseRequested() }
    try Task.checkCancellation()
  }
}

/// Thrown where a job stops because it was asked to.
struct PauseRequested: Error {}
