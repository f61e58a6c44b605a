internal import CEditline
internal import Foundation
internal import Synchronization

/// What a signal asks of the program.
package enum Interruption: Sendable, Hashable {
  /// Ctrl-C or SIGINT: stop what is running.
  case interrupt
  /// Ctrl-Z or SIGTSTP: give the prompt, or the terminal, back.
  case suspend
  /// SIGTERM or SIGHUP, by its number: leave in good order.
  case terminate(Int32)
}

/// The signals of the process as a sequence, and as flags for code that waits in `poll`.
///
/// A handler only writes the number of its signal to a pipe. A thread reads the pipe and decides
/// who gets it: the holder of a claim (the line editor or a question), else the newest sequence
/// (the foreground command), else it stays pending. One per process; it lives as long.
///
/// Nothing is given to a sequence while the lock is held: that takes a lock of the consumer's task,
/// and who cancels the task holds it while the sequence is removed here.
package final class Interrupts: Sendable {
  private struct State {
    var claims = 0
    var isInterrupted = false
    var isSuspended = false
    var termination: Int32?
    var listeners: [(id: Int, continuation: AsyncStream<Interruption>.Continuation)] = []
    var lastID = 0

    /// The newest sequence, if nobody claims the signals.
    var listener: AsyncStream<Interruption>.Continuation? {
      claims == 0 ? listeners.last?.continuation : nil
    }
  }

  private let state = Mutex(State())
  private let noticeBox: NoticeBox

  /// Installs the handlers; each signal wakes `noticeBox`, where the editor and questions wait.
  package init(noticeBox: NoticeBox) {
    self.noticeBox = noticeBox
    let pipe = SignalPipe()
    pipe.install()
    let thread = Thread { [self] in
      while let number = pipe.next() { deliver(number) }
    }
    thread.name = "signals"
    thread.start()
  }

  /// The signals from now on, until the consumer leaves; a newer sequence comes before an older.
  ///
  /// The wish that the process leaves is among them also where it was told before.
  package func signals() -> AsyncStream<Interruption> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Interruption.self, bufferingPolicy: .bufferingNewest(8))
    let (id, termination) = state.withLock { state in
      state.lastID += 1
      state.listeners.append((state.lastID, continuation))
      return (state.lastID, state.termination)
    }
    if let termination { continuation.yield(.terminate(termination)) }
    continuation.onTermination = { [self] _ in
      state.withLock { state in state.listeners.removeAll { $0.id == id } }
    }
    return stream
  }

  /// The signal that asked the process to leave, if one did.
  package var termination: Int32? { state.withLock { $0.termination } }

  /// Returns whether Ctrl-C was pressed while no sequence was listening, once.
  package func takeInterrupt() -> Bool {
    take(\.isInterrupted)
  }

  func takeSuspension() -> Bool { take(\.isSuspended) }

  /// Runs `body` as the one who gets Ctrl-C and Ctrl-Z, by the flags, after a wake.
  func claimed<R>(_ body: () -> R) -> R {
    state.withLock { state in
      state.claims += 1
      state.isSuspended = false
    }
    defer { state.withLock { $0.claims -= 1 } }
    return body()
  }

  /// Stops the process and its job, as Ctrl-Z does in a shell; returns when it goes on.
  ///
  /// The others of the process group are told while this process ignores the signal; then the
  /// calling thread takes it itself, so that nothing runs before the process stands still.
  package static func suspendProcess() {
    guard !SignalPipe.ignored.contains(SIGTSTP) else { return }
    _ = ce_ignore_signal(SIGTSTP)
    kill(0, SIGTSTP)
    _ = ce_default_signal(SIGTSTP)
    _ = ce_unblock_signal(SIGTSTP)
    raise(SIGTSTP)
    _ = ce_handle_signal(SIGTSTP, SignalPipe.handler)
  }

  private func take(_ flag: WritableKeyPath<State, Bool>) -> Bool {
    state.withLock { state in
      defer { state[keyPath: flag] = false }
      return state[keyPath: flag]
    }
  }

  private func deliver(_ number: Int32) {
    switch number {
    case SIGINT: deliverInterrupt()
    case SIGTSTP: deliverSuspension()
    case SIGTERM, SIGHUP: deliverTermination(number)
    default: break  // a window of another size: whoever draws looks for itself
    }
    noticeBox.wake()
  }

  private func deliverInterrupt() {
    let listener = state.withLock { state in
      let listener = state.listener
      state.isInterrupted = state.isInterrupted || listener == nil
      return listener
    }
    listener?.yield(.interrupt)
  }

  /// With nobody to hear it, Ctrl-Z does what it does to every program.
  private func deliverSuspension() {
    let (isClaimed, listener) = state.withLock { state in
      state.isSuspended = state.claims > 0
      return (state.isSuspended, state.listener)
    }
    guard !isClaimed else { return }
    guard let listener else { return Self.suspendProcess() }
    listener.yield(.suspend)
  }

  private func deliverTermination(_ number: Int32) {
    let listeners = state.withLock { state in
      state.termination = state.termination ?? number
      return state.listeners.map(\.continuation)
    }
    for listener in listeners { listener.yield(.terminate(number)) }
  }
}
