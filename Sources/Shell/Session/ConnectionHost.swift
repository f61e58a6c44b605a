/// Keeps resources open for longer than the function that opens them, without loose tasks.
///
/// A client lives inside the body of a scope function. `open` asks the host for one; a child task
/// of `run` enters the scope, hands the client out, and stays inside until the lease is closed or
/// the host is cancelled.
package final class ConnectionHost<Access: Sendable, Client: Sendable>: Sendable {
  /// Opens a client for the time of the body.
  package typealias Scope =
    @Sendable (Access, @Sendable (Client) async -> Void) async throws -> Void

  private struct Request: Sendable {
    var access: Access
    var answer: AsyncStream<Result<ConnectionLease<Client>, any Error>>.Continuation
  }

  private let scope: Scope
  private let requests: AsyncStream<Request>
  private let asking: AsyncStream<Request>.Continuation

  /// Makes a host that opens clients with the scope function.
  package init(scope: @escaping Scope) {
    self.scope = scope
    (requests, asking) = AsyncStream.makeStream()
  }

  /// Serves requests until the task is cancelled, and then closes what is open.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for await request in requests {
        group.addTask { await self.serve(request) }
      }
      group.cancelAll()
    }
  }

  /// Opens a client, which stays open until its lease is closed or the host ends.
  package func open(_ access: Access) async throws -> ConnectionLease<Client> {
    let (answers, answer) = AsyncStream<Result<ConnectionLease<Client>, any Error>>.makeStream()
    asking.yield(Request(access: access, answer: answer))
    for await result in answers { return try result.get() }
    throw CancellationError()
  }

  private func serve(_ request: Request) async {
    defer { request.answer.finish() }
    let (closed, close) = AsyncStream<Never>.makeStream()
    do {
      try await scope(request.access) { client in
        let lease = ConnectionLease(client: client) { close.finish() }
        // Whoever asked may have been cancelled meanwhile: then nobody will ever close it.
        guard case .enqueued = request.answer.yield(.success(lease)) else { return }
        for await _ in closed {}
      }
    } catch {
      request.answer.yield(.failure(error))
    }
  }
}

/// A client that is open until `close` is called.
package struct ConnectionLease<Client: Sendable>: Sendable {
  /// The client.
  package let client: Client
  private let end: @Sendable () -> Void

  init(client: Client, end: @escaping @Sendable () -> Void) {
    self.client = client
    self.end = end
  }

  /// Lets the client go; calling it again does nothing.
  package func close() {
    end()
  }
}
