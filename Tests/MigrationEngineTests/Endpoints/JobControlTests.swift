internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A pause waits for calls in flight, and not for ever.
@Suite(.timeLimit(.minutes(5))) struct JobControlTests {
  /// Work that ends only when it is cancelled, as a call to a silent server.
  private static func hang() async {
    let (stream, voice) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    voice.finish()
  }

  @Test func `work that goes on after a pause is cancelled`() async {
    let control = JobControl()
    control.pause()
    await control.run(atMost: .zero) { await Self.hang() }
  }

  @Test func `work that settles by itself is not cancelled`() async {
    let control = JobControl()
    await control.run(atMost: .seconds(3600)) {
      control.pause()
      #expect(!Task.isCancelled)
    }
    #expect(control.isPausing)
  }

  @Test func `whoever is impatient need not wait`() async {
    let control = JobControl()
    let work = Task { await control.run(atMost: .seconds(3600)) { await Self.hang() } }
    control.pause()
    work.cancel()
    await work.value
  }
}
