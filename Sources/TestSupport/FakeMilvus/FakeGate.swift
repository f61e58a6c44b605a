/// Holds one call before it is carried out, until a test opens it.
package struct FakeGate: Sendable {
  private typealias Signal = (
    stream: AsyncStream<Never>, continuation: AsyncStream<Never>.Continuation
  )

  private let arrived: Signal = AsyncStream.makeStream(of: Never.self)
  private let opened: Signal = AsyncStream.makeStream(of: Never.self)

  /// Suspends until the call has come.
  package func arrival() async {
    for await _ in arrived.stream {}
  }

  /// Lets the call go on, also one that has not come yet.
  package func open() {
    opened.continuation.finish()
  }

  /// Suspends the call.
  func pass() async {
    arrived.continuation.finish()
    for await _ in opened.stream {}
  }
}
