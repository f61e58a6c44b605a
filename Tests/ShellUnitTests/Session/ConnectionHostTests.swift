internal import Synchronization
internal import Testing

@testable internal import Shell

@Suite struct ConnectionHostTests {
  private struct Refused: Error {}

  /// Counts what is open, and refuses odd numbers.
  private final class Server: Sendable {
    private let open = Mutex<Set<Int>>([])
    let closings: AsyncStream<Int>
    private let closing: AsyncStream<Int>.Continuation

    init() {
      (closings, closing) = AsyncStream.makeStream()
    }

    var openNumbers: Set<Int> { open.withLock { $0 } }

    func scope(_ number: Int, _ body: @Sendable (String) async -> Void) async throws {
      guard number.isMultiple(of: 2) else { throw Refused() }
      open.withLock { _ = $0.insert(number) }
      await body("client \(number)")
      open.withLock { _ = $0.remove(number) }
      closing.yield(number)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `a client stays open until its lease is closed`() async throws {
    let server = Server()
    let host = ConnectionHost<Int, String> { try await server.scope($0, $1) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await host.run() }
      let first = try await host.open(2)
      let second = try await host.open(4)
      #expect(first.client == "client 2")
      #expect(server.openNumbers == [2, 4])
      first.close()
      first.close()
      var closings = server.closings.makeAsyncIterator()
      #expect(await closings.next() == 2)
      #expect(server.openNumbers == [4])
      group.cancelAll()
      _ = second
    }
    #expect(server.openNumbers.isEmpty)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a failure to open reaches the caller`() async throws {
    let server = Server()
    let host = ConnectionHost<Int, String> { try await server.scope($0, $1) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await host.run() }
      await #expect(throws: Refused.self) { try await host.open(3) }
      group.cancelAll()
    }
  }
}
