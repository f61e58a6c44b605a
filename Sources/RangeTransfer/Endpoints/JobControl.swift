internal import JobJournal
internal import Synchronization

/// How a running job is asked to stop.
package final class JobControl: Sendable {
  private struct State {
    var isPausing = false
    var listeners: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())
  private let (pauses, voice) = AsyncStream<Never>.makeStream()
  private let onPause: @Sendable () -> Void

  /// A control; whoever holds the work up is told of a pause.
  package init(onPause: @escaping @Sendable () -> Void = {}) {
    self.onPause = onPause
  }

  /// Asks the job to stop at its next checkpoint.
  package func pause() {
    let listeners = state.withLock { state in
      state.isPausing = true
      return state.listeners
    }
    voice.finish()
    onPause()
    listeners.forEach { $0() }
  }

  /// Whether the job was asked to stop.
  package var isPausing: Bool { state.withLock { $0.isPausing } }

  /// Tells somebody of a pause, also of one that was asked for before.
  func tellPause(_ listener: @escaping @Sendable () -> Void) {
    let isPausing = state.withLock { state in
      state.listeners.append(listener)
      return state.isPausing
    }
    if isPausing { listener() }
  }

  /// Throws `PauseRequested` once the job was asked to stop.
  package func checkpoint() throws {
    if isPausing { throw PauseRequested() }
    try Task.checkCancellation()
  }

  /// Runs the work, and cancels it once a pause has been waited for that long.
  ///
  /// What is in flight then may be stored or not; its ranges stay open and are copied again.
  package func run<R: Sendable, Failure: Error>(
    atMost patience: Duration, _ work: @escaping @Sendable () async throws(Failure) -> R
  ) async throws(Failure) -> R {
    let result = await withTaskGroup(of: Result<R, Failure>?.self) { group in
      group.addTask {
        do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
      }
      group.addTask { [pauses] in
        for await _ in pauses {}
        // Cancelled or not, the work is not waited for any longer.
        try? await Task.sleep(for: patience)
        return nil
      }
      var result: Result<R, Failure>?
      while let ended = await group.next() {
        group.cancelAll()
        if let ended { result = ended }
      }
      return result
    }
    guard let result else { preconditionFailure("work that is cancelled ends, too") }
    return try result.get()
  }
}

/// Completes the work although its caller is cancelled, but gives it no more time than that then.
///
/// A write in two steps must not end between them; yet a server that is silent must not keep a process
/// that is told to end.
package func completing<R: Sendable, Failure: Error>(
  within patience: Duration, _ work: @escaping @Sendable () async throws(Failure) -> R
) async throws(Failure) -> R {
  let control = JobControl()
  let result = await withTaskCancellationHandler {
    await Journal.shielded { () async -> Result<R, Failure> in
      do throws(Failure) {
        return .success(try await control.run(atMost: patience, work))
      } catch {
        return .failure(error)
      }
    }
  } onCancel: {
    control.pause()
  }
  return try result.get()
}
