internal import RangeTransfer
internal import Synchronization

/// One hand-out of a key range to an executor, which may take the lease as long as it has not ended.
///
/// Whoever was given up for lost and comes back is told so, and may send nothing.
final class HandOut: Sendable {
  private enum State {
    case begun, leased, ended
  }

  private let state = Mutex(State.begun)

  /// Makes sure that the lease may be taken, and notes that it is.
  ///
  /// - Throws: `HandOutEnded` if somebody else may have the range by now.
  func lease() throws {
    try state.withLock { state in
      guard state != .ended else { throw HandOutEnded() }
      state = .leased
    }
  }

  /// Ends it, and returns whether the lease was taken.
  func end() -> Bool {
    state.withLock { state in
      defer { state = .ended }
      return state == .leased
    }
  }
}
