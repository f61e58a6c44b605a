internal import Synchronization

/// Connections that are shared by all who speak to a server in the same way at the same time.
///
/// The first of them opens it, the last closes it.
package final class SharedConnections: Sendable {
  private final class Shared: Sendable {
    let connection: MilvusConnection
    let users = Mutex(1)

    init(_ connection: MilvusConnection) { self.connection = connection }
  }

  /// Those that whoever comes next may join.
  private let open = Mutex<[MilvusAccess: Shared]>([:])

  /// Makes the connections of a process; none is open yet.
  package init() {}

  /// Runs the body with a client on the connection, which stays open meanwhile.
  ///
  /// The client must not be used after the body has returned. What one body throws ends no call of
  /// another, but whoever comes then has a new connection: the old one may be what failed, as one does
  /// that a router has forgotten.
  /// - Throws: A `MilvusError` if the TLS files cannot be used, else whatever the body throws.
  package func withClient<R>(
    to access: MilvusAccess, _ body: (MilvusClient) async throws -> R
  ) async throws -> R {
    let shared = try join(access)
    do {
      let result = try await body(shared.connection.client)
      if leave(shared, hasFailed: false) { await shared.connection.close() }
      return result
    } catch {
      if leave(shared, hasFailed: true) { await shared.connection.cut() }
      throw error
    }
  }

  private func join(_ access: MilvusAccess) throws(MilvusError) -> Shared {
    try open.withLock { open throws(MilvusError) in
      if let shared = open[access] {
        shared.users.withLock { $0 += 1 }
        return shared
      }
      let shared = Shared(try MilvusConnection(access))
      open[access] = shared
      return shared
    }
  }

  /// Returns whether nobody uses the connection any more.
  private func leave(_ shared: Shared, hasFailed: Bool) -> Bool {
    let access = shared.connection.client.access
    return open.withLock { open in
      let rest = shared.users.withLock { users in
        users -= 1
        return users
      }
      if rest == 0 || hasFailed, open[access] === shared { open[access] = nil }
      return rest == 0
    }
  }
}
