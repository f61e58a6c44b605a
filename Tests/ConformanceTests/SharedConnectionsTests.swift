internal import Foundation
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

  @Test(arguments: End.allCases)
  func `the end of one body ends no call of another`(end: End) async throws {
    try await connections.withClient(to: access) { client in
      _ = try await client.health()
      proxy.stall()
      async let names = client.collections(database: "default")
      await end.reach(of: connections, access)
      proxy.goOn()
      _ = try await names
    }
  }

  @Test func `who opened it may leave before the others`() async throws {
    let (entered, voice) = AsyncStream<Never>.makeStream()
    let (left, farewell) = AsyncStream<Never>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await connections.withClient(to: access) { first in
          _ = try await first.health()
          for await _ in entered {}
        }
        farewell.finish()
      }
      try await waitUntil("the first connection") { proxy.connections == 1 ? () : nil }
      try await connections.withClient(to: access) { second in
        voice.finish()
        for await _ in left {}
        _ = try await second.health()
        #expect(proxy.connections == 1)
      }
      try await group.waitForAll()
    }
  }

  @Test func `after a failure the next has a new one, as after a router forgot the old`()
    async throws
  {
    var access = access
    access.timeout = .seconds(5)
    try await connections.withClient(to: access) { first in
      _ = try await first.health()
      proxy.forget()
      await #expect(throws: MilvusError.self) {
        try await connections.withClient(to: access) { _ = try await $0.health() }
      }
      try await connections.withClient(to: access) { third in
        _ = try await third.health()
        try await connections.withClient(to: access) { _ = try await $0.health() }
        #expect(proxy.connections == 2)
      }
    }
  }

  @Test func `what cannot be opened is tried anew`() async throws {
    let scratch = try Scratch()
    var bad = access
    bad.endpoint.usesTLS = true
    bad.tls.authorityFile = scratch.path(of: "ca.pem")
    #expect(try await failure(bad).message.contains("cannot read"))
    try Data("no certificate".utf8).write(to: URL(filePath: scratch.path(of: "ca.pem")))
    #expect(try await !failure(bad).message.contains("cannot read"))
  }

  private func failure(_ access: MilvusAccess) async throws -> MilvusError {
    try #require(
      await #expect(throws: MilvusError.self) {
        try await connections.withClient(to: access) { _ = try await $0.health() }
      })
  }
}

/// How a body ends.
enum End: CaseIterable {
  case returns, throwing, cancelled

  private struct Failure: Error {}

  /// Joins and leaves, whatever comes of it.
  func reach(of connections: SharedConnections, _ access: MilvusAccess) async {
    let body = Task {
      try await connections.withClient(to: access) { client in
        switch self {
        case .returns: break
        case .throwing: throw Failure()
        case .cancelled: _ = try await client.health()
        }
      }
    }
    if self == .cancelled { body.cancel() }
    _ = await body.result
  }
}
