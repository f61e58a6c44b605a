internal import Synchronization
internal import ZillizCloud

/// A time that passes at once where somebody waits, and remembers the waits.
final class QuickTime: Sendable {
  private let state = Mutex((now: Duration.zero, waits: [Duration]()))

  /// The waits so far, in order.
  var waits: [Duration] { state.withLock { $0.waits } }

  /// The time for a client.
  var time: CloudTime {
    CloudTime(
      now: { self.state.withLock { $0.now } },
      pass: { duration in
        self.state.withLock { state in
          state.now += duration
          state.waits.append(duration)
        }
      })
  }
}
