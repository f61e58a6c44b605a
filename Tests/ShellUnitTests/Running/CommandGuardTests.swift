internal import Synchronization
internal import Testing

@testable internal import Shell

@Suite struct CommandGuardTests {
  private func makeGuard(
    _ session: ShellSession
  ) -> (CommandGuard, AsyncStream<Interruption>.Continuation) {
    let (signals, signal) = AsyncStream<Interruption>.makeStream()
    return (CommandGuard(session: session) { signals }, signal)
  }

  @Test(.timeLimit(.minutes(5)))
  func `an undisturbed command gives its result`() async {
    let (guarding, _) = makeGuard(RecordedSession().session)
    #expect(await guarding.run { 7 } == 7)
  }

  @Test(.timeLimit(.minutes(5)))
  func `Ctrl-C cancels the command and waits for its end`() async {
    let (guarding, signal) = makeGuard(RecordedSession().session)
    let result = await guarding.run {
      signal.yield(.interrupt)
      let forever = AsyncStream<Never> { _ in }
      for await _ in forever {}
      return Task.isCancelled
    }
    #expect(result)
  }

  @Test(.timeLimit(.minutes(5)))
  func `at a prompt a second Ctrl-C hurries the view, Ctrl-Z detaches it`() async {
    let session = RecordedSession(answerer: FixedAnswerer(.interrupted)).session
    let (guarding, signal) = makeGuard(session)
    let pressed = Mutex<[String]>([])
    let ended = Mutex<CheckedContinuation<Void, Never>?>(nil)
    session.foreground = Foreground(
      jobs: [], detach: { pressed.withLock { $0.append("detach") } },
      hurry: {
        pressed.withLock { $0.append("hurry") }
        ended.withLock { $0 }?.resume()
      })
    await guarding.run {
      // Ends by the second Ctrl-C only, as a view does that waits for calls in flight.
      await withCheckedContinuation { continuation in
        ended.withLock { $0 = continuation }
        for interruption in [Interruption.suspend, .interrupt, .interrupt] {
          signal.yield(interruption)
        }
      }
    }
    #expect(pressed.withLock { $0 } == ["detach", "hurry"])
  }
}
