internal import Dispatch
internal import Synchronization

/// Runs blocking work on a thread of Dispatch, so that the cooperative pool stays free.
///
/// Suspends until the work is done, the time has passed or the task is cancelled, whichever comes
/// first; work that is still going on then ends by itself, its result unread.
func offPool<Value: Sendable>(
  within patience: Duration, late: Value, cancelled: Value,
  _ work: @escaping @Sendable () -> Value
) async -> Value {
  let handover = Handover<Value>()
  return await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      handover.wait(continuation)
      let queue = DispatchQueue.global()
      queue.async { handover.finish(work()) }
      let seconds = patience / .seconds(1)
      queue.asyncAfter(deadline: .now() + seconds) { handover.finish(late) }
    }
  } onCancel: {
    handover.finish(cancelled)
  }
}

/// Passes the first of several results to the one who waits.
private final class Handover<Value: Sendable>: Sendable {
  private enum State {
    /// Nobody waits yet: `waiting` or `finished` follows.
    case empty
    /// Somebody waits: `finished` follows.
    case waiting(CheckedContinuation<Value, Never>)
    /// A result is there, kept if nobody waited for it: nothing follows.
    case finished(Value?)
  }

  private let state = Mutex(State.empty)

  func wait(_ continuation: CheckedContinuation<Value, Never>) {
    let early: Value? = state.withLock { state in
      guard case .finished(let value) = state else {
        state = .waiting(continuation)
        return nil
      }
      return value
    }
    if let early { continuation.resume(returning: early) }
  }

  func finish(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .empty:
        state = .finished(value)
        return nil
      case .waiting(let continuation):
        state = .finished(nil)
        return continuation
      case .finished:
        return nil
      }
    }
    waiting?.resume(returning: value)
  }
}
