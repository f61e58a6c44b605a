internal import MilvusClient
internal import TestSupport
internal import Testing

/// Addresses at which there is no Milvus, and patience that ends.
@Suite(.timeLimit(.minutes(15)))
struct ReachTests {
  @Test func `a closed port is named as one that refuses`() async throws {
    let error = try await identifyError(at: try StrangePort(.closed))
    #expect(error.code == .unreachable)
    #expect(error.message.contains("refused"))
  }

  @Test func `a web server is not taken for a Milvus`() async throws {
    #expect(try await identifyError(at: try StrangePort(.web)).code == .notMilvus)
  }

  @Test func `something that says nothing is not waited for without end`() async throws {
    let start = ContinuousClock.now
    #expect(try await identifyError(at: try StrangePort(.silent)).code == .notMilvus)
    #expect(start.duration(to: .now) < .seconds(15))
  }

  @Test func `a host that does not exist is named as unknown`() async throws {
    let access = MilvusAccess(endpoint: MilvusEndpoint(host: "no-such-host.invalid"))
    let error = try await identifyError(access)
    #expect(error.code == .unreachable)
    #expect(error.message.contains("host name"))
  }

  @Test(arguments: [TestServer.source, .lite])
  func `TLS to a plain port is named as such`(server: TestServer) async throws {
    var access = MilvusAccess(endpoint: try server.endpoint)
    access.endpoint.usesTLS = true
    #expect(try await identifyError(access).code == .tlsMismatch)
  }

  @Test(arguments: [TestServer.source, .lite])
  func `a connection outlives thousands of calls`(server: TestServer) async throws {
    // 2,000 calls make Milvus send some 450 pings, more than 200 in 30 s.
    try await server.withClient { client in
      for _ in 0..<2_000 {
        let isHealthy = try await client.health().isHealthy
        #expect(isHealthy)
      }
    }
  }

  @Test func `a call ends with its time`() async throws {
    let port = try StrangePort(.silent)
    let access = MilvusAccess(endpoint: port.endpoint, timeout: .seconds(1))
    let start = ContinuousClock.now
    let error = await #expect(throws: MilvusError.self) {
      try await withMilvusClient(access) { try await $0.collections(database: "default") }
    }
    #expect(error?.code == .timedOut)
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `a call ends with its task`() async throws {
    let port = try StrangePort(.silent)
    let access = MilvusAccess(endpoint: port.endpoint, timeout: .seconds(60))
    let start = ContinuousClock.now
    let call = Task {
      try await withMilvusClient(access) { try await $0.collections(database: "default") }
    }
    call.cancel()
    let error = await #expect(throws: MilvusError.self) { try await call.value }
    #expect(error?.code == .cancelled)
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `a call of a task that is cancelled ends at once`() async throws {
    let port = try StrangePort(.silent)
    let access = MilvusAccess(endpoint: port.endpoint, timeout: .seconds(60))
    let call = Task {
      try await withMilvusClient(access) { client in
        while !Task.isCancelled { await Task.yield() }
        return try await client.collections(database: "default")
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    let start = ContinuousClock.now
    call.cancel()
    let error = await #expect(throws: MilvusError.self) { try await call.value }
    #expect(error?.code == .cancelled)
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `a client finds its server again after a restart`() async throws {
    try await PrivateServer.with("lite-restarted") { server in
      let access = MilvusAccess(endpoint: try MilvusEndpoint.parse(server.address).endpoint)
      try await withMilvusClient(access) { client in
        #expect(try await client.collections(database: "default") == [])
        try await server.kill()
        let error = await #expect(throws: MilvusError.self) {
          try await client.collections(database: "default")
        }
        #expect(error?.code == .unreachable)
        try await server.start()
        let names = try await waitUntil("an answer of the restarted server") {
          try? await client.collections(database: "default")
        }
        #expect(names == [])
      }
    }
  }
}

/// How connecting to a port fails.
func identifyError(at port: StrangePort) async throws -> MilvusError {
  try await identifyError(MilvusAccess(endpoint: port.endpoint, timeout: .seconds(8)))
}

/// How connecting fails; connecting all the same fails the test.
func identifyError(_ access: MilvusAccess) async throws -> MilvusError {
  let error = await #expect(throws: MilvusError.self) {
    try await withMilvusClient(access) { try await $0.identify() }
  }
  return try #require(error)
}

extension StrangePort {
  /// The port, for a client.
  var endpoint: MilvusEndpoint { MilvusEndpoint(host: "127.0.0.1", port: port) }
}
