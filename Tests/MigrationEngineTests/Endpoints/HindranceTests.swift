internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What is said of a call that is to be made again.
@Suite struct HindranceTests {
  @Test(
    arguments: [
      (.unreachable, "the source does not answer: no"),
      (.timedOut, "the source does not answer: no"),
      (.notLoaded, "waiting for the source: no"), (.notReady, "waiting for the source: no"),
      (.writeDenied, "the source takes no writes: no"),
    ] as [(MilvusError.Code, String)])
  func `a server that answers is not said to be silent`(code: MilvusError.Code, words: String) {
    #expect(Retrier.hindrance(.source, MilvusError(code, "no")) == words)
  }
}
