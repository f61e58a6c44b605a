internal import Synchronization

/// Connections that are shared by all who speak to a server in the same way at the same time.
///
/// The first of them opens it, the last closes it.
package final class SharedConnections: Sendable {
  private struct Shared {
    let connection: MilvusConnection
    var users = 1
  }

  private let open = Mutex<[MilvusAccess: Shared]>([:])

  /// Makes the connections of a process; none is open yet.
  package init() {}

  /// Runs the body with a client on the connection, which stays open meanwhile.
  ///
  /// The client must not be used after the body has returned. What one body throws ends no call of
  /// another.
  /// - Throws: A `MilvusError` if the TLS files cannot be used, else whatever the body throws.
  package func withClient<R>(
    to access: MilvusAccess, _ body: (MilvusClient) async throws -> R
  ) async throws -> R {
    let client = try join(access)
    do {
      let result = try await body(client)
      await leave(access)?.close()
      return result
    } catch {
      await leave(access)?.cut()
      throw error
    }
  }

  private func join(_ access: MilvusAccess) throws(MilvusError) -> MilvusClient {
    try open.withLock { open throws(MilvusError) in
      if let shared = open[access] {
        open[access]?.users += 1
        return shared.connection.client
      }
      let shared = Shared(connection: try MilvusConnection(access))
      open[access] = shared
      return shared.connection.client
    }
  }

  /// The connection, if nobody else uses it.
  private func leave(_ access: MilvusAccess) -> MilvusConnection? {
    open.withLock { open in
      guard let shared = open[access] else { return nil }
      open[access]?.users -= 1
      guard shared.users == 1 else { return nil }
      open[access] = nil
      return shared.connection
    }
  }
}
