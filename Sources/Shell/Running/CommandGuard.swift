internal import Synchronization

/// What Ctrl-C, Ctrl-Z and signals do to the command that is running.
///
/// The command runs in a group of its own, beside a child that waits for the wish to stop it; the
/// signals are watched outside of that group. So cancelling the command neither deafens the watch,
/// which has to hear a second Ctrl-C, nor leaves a loose task.
package struct CommandGuard: Sendable {
  /// A second Ctrl-C within this time means: at once.
  static let patience = Duration.seconds(2)

  private let session: ShellSession
  private let signals: @Sendable () -> AsyncStream<Interruption>

  /// Makes a guard that hears the signals of the sequences it asks for, one for each command.
  package init(
    session: ShellSession, signals: @escaping @Sendable () -> AsyncStream<Interruption>
  ) {
    self.session = session
    self.signals = signals
  }

  /// Runs the body until it ends; Ctrl-C cancels it.
  package func run<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) async -> Result {
    let (stops, stop) = AsyncStream<Never>.makeStream()
    let signals = signals()
    return await withTaskGroup(of: Optional<Result>.self) { group in
      group.addTask { await Self.cancellable(by: stops, body) }
      group.addTask {
        await watch(signals, stop: { stop.finish() })
        return nil
      }
      return await Self.firstResult(of: &group)
    }
  }

  private func watch(
    _ signals: AsyncStream<Interruption>, stop: @Sendable () -> Void
  ) async {
    var lastInterrupt: ContinuousClock.Instant?
    for await signal in signals {
      switch signal {
      case .interrupt:
        let now = ContinuousClock.now
        stop()
        if let last = lastInterrupt, last.duration(to: now) <= Self.patience {
          session.foreground?.hurry()
        }
        lastInterrupt = now
      case .suspend:
        // Only a prompt can bring a job back; a script goes on waiting when the process wakes up.
        if session.canAsk, let view = session.foreground {
          view.detach()
        } else {
          Interrupts.suspendProcess()
        }
      case .terminate: stop()
      }
    }
  }

  private static func cancellable<Result: Sendable>(
    by stops: AsyncStream<Never>, _ body: @escaping @Sendable () async -> Result
  ) async -> Result {
    await withTaskGroup(of: Optional<Result>.self) { group in
      group.addTask { await body() }
      group.addTask {
        for await _ in stops {}
        return nil
      }
      return await firstResult(of: &group)
    }
  }

  /// Cancels the others as soon as one child has ended, and returns the result of the body.
  private static func firstResult<Result: Sendable>(
    of group: inout TaskGroup<Result?>
  ) async -> Result {
    while let ended = await group.next() {
      group.cancelAll()
      if let ended { return ended }
    }
    preconditionFailure("a command that is guarded always has a result")
  }
}
