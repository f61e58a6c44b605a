internal import MilvusClient
internal import TestSupport
internal import Testing

/// One connection for all who speak to a server in the same way at the same time.
@Suite(.timeLimit(.minutes(15)))
struct SharedConnectionsTests {
  private let connections = SharedConnections()
  private let proxy: TCPProxy
  private let access: MilvusAccess

  init() throws {
    proxy = try TCPProxy(to: try TestServer.lite.endpoint.port)
    access = MilvusAccess(endpoint: try MilvusEndpoint.parse(proxy.address).endpoint)
  }

  @Test func `bodies that run at the same time share one, the last of them closes it`()
    async throws
  {
    try await connections.withClient(to: access) { first in
      _ = try await first.collections(database: "default")
      try await connections.withClient(to: access) { second in
        _ = try await second.collections(database: "default")
        #expect(proxy.connections == 1)
      }
      _ = try await first.collections(database: "default")
      #expect(proxy.connections == 1)
    }
    try await waitUntil("the connection is closed") { proxy.connections == 0 ? () : nil }
    try await connections.withClient(to: access) { _ = try await $0.health() }
  }

  @Test func `who speaks in another way has a connection of its own`() async throws {
    var other = access
    other.credentials = .token("root:Milvus")
    try await connections.withClient(to: access) { first in
      _ = try await first.health()
      try await connections.withClient(to: other) { second in
        _ = try await second.health()
        #expect(proxy.connections == 2)
      }
    }
  }

  @Test func `what one body throws ends no call of another`() async throws {
    struct Failure: Error {}
    try await connections.withClient(to: access) { client in
      _ = try await client.health()
      proxy.stall()
      async let names = client.collections(database: "default")
      await #expect(throws: Failure.self) {
        try await connections.withClient(to: access) { _ in throw Failure() }
      }
      proxy.goOn()
      _ = try await names
    }
  }

  @Test func `what cannot be opened is not kept`() async throws {
    var bad = access
    bad.endpoint.usesTLS = true
    bad.tls.authorityFile = "/nowhere/ca.pem"
    for _ in 1...2 {
      let error = await #expect(throws: MilvusError.self) {
        try await connections.withClient(to: bad) { _ = try await $0.health() }
      }
      #expect(error?.code == .tlsFailed)
    }
  }
}
