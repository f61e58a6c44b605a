internal import GRPCCore
internal import GRPCNIOTransportHTTP2Posix
internal import NIOPosix

/// Opens a connection to a server, runs the body with a client on it, and closes it.
///
/// Connecting happens at the first call, and again whenever the connection breaks. The client must
/// not be used after the body has returned; until then it serves whoever still calls, though the task
/// of the body is cancelled.
/// - Throws: A `MilvusError` if the TLS files cannot be used, else whatever the body throws.
public func withMilvusClient<R>(
  _ access: MilvusAccess, _ body: (MilvusClient) async throws -> R
) async throws -> R {
  let connection = try MilvusConnection(access)
  do {
    let result = try await body(connection.client)
    await connection.close()
    return result
  } catch {
    await connection.cut()
    throw error
  }
}

/// A connection that is open until it is closed or cut.
struct MilvusConnection: Sendable {
  /// Who speaks over it.
  let client: MilvusClient
  private let connection: GRPCClient<HTTP2ClientTransport.Posix>
  private let running: Task<Void, any Error>

  /// Prepares a connection, which is made at the first call.
  /// - Throws: A `MilvusError` if the TLS files cannot be used.
  init(_ access: MilvusAccess) throws(MilvusError) {
    let executor = EventLoopExecutor(MultiThreadedEventLoopGroup.singleton.next())
    let connection = GRPCClient(transport: try makeTransport(to: access, on: executor.loop))
    self.connection = connection
    // No child: its end would be that of every call, also of one that a cancelled body completes.
    running = Task(executorPreference: executor) { try await connection.runConnections() }
    client = MilvusClient(access: access, connection: connection, executor: executor)
  }

  /// Waits for the calls in flight, unless the task is cancelled, and closes it.
  func close() async {
    connection.beginGracefulShutdown()
    await withTaskCancellationHandler {
      _ = await running.result
    } onCancel: {
      running.cancel()
    }
  }

  /// Ends the calls in flight, and closes it.
  func cut() async {
    running.cancel()
    _ = await running.result
  }
}
