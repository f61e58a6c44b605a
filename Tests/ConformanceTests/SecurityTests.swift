internal import MilvusClient
internal import TestSupport
internal import Testing

/// Servers that ask who is calling, and servers that prove who they are.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SecurityTests {
  private static let secret = "root:not-the-password"

  // One server a test, one test at a time: each takes memory.
  @Test func `a wrong token is refused and never repeated`() async throws {
    try await PrivateServer.with("safe", "--auth", "safe") { server in
      var access = MilvusAccess(endpoint: try endpoint(of: server))
      #expect(try await identifyError(access).code == .unauthenticated)
      access.credentials = .token(Self.secret)
      let error = try await identifyError(access)
      #expect(error.code == .unauthenticated)
      #expect(!"\(error) \(error.message) \(access)".contains("not-the-password"))
      access.credentials = .token("root:Milvus")
      let version = try await withMilvusClient(access) { try await $0.identify().version }
      #expect(version.description == "2.3.5")
    }
  }

  @Test func `a server is trusted by its authority only`() async throws {
    try await PrivateServer.with("tls1", "--tls", "tls1") { server in
      let certificates = try PrivateServer.certificates
      var access = MilvusAccess(endpoint: try endpoint(of: server))
      #expect(try await identifyError(access).code == .tlsFailed)
      access.tls.authorityFile = certificates + "/client.pem"
      #expect(try await identifyError(access).code == .tlsFailed)
      access.tls.authorityFile = certificates + "/ca.pem"
      let version = try await withMilvusClient(access) { try await $0.identify().version }
      #expect(version.description == "2.3.5")
      try await expectTunnel(access)
      access.endpoint.usesTLS = false
      #expect(try await identifyError(access).code == .tlsMismatch)
    }
  }

  @Test func `a server that asks for a certificate gets one`() async throws {
    try await PrivateServer.with("tls2", "--mutual-tls", "tls2") { server in
      let certificates = try PrivateServer.certificates
      var access = MilvusAccess(endpoint: try endpoint(of: server))
      access.tls.authorityFile = certificates + "/ca.pem"
      #expect(try await identifyError(access).code == .tlsFailed)
      access.tls.certificateFile = certificates + "/client.pem"
      access.tls.keyFile = certificates + "/client.key"
      let version = try await withMilvusClient(access) { try await $0.identify().version }
      #expect(version.description == "2.3.5")
    }
  }

  /// Expects that a server with TLS is reached through a proxy, too, and proves who it is.
  private func expectTunnel(_ access: MilvusAccess) async throws {
    try await TinyProxy.with(login: "ann:tunnel") { proxy in
      var access = access
      access.endpoint.host = "localhost"
      access.proxy = HTTPProxy(
        host: "127.0.0.1", port: proxy.port, credentials: .token("ann:tunnel"))
      let version = try await withMilvusClient(access) { try await $0.identify().version }
      #expect(version.description == "2.3.5")
      #expect(try proxy.tunnels.contains("localhost:\(access.endpoint.port)"))
      access.tls.authorityFile = try PrivateServer.certificates + "/client.pem"
      #expect(try await identifyError(access).code == .tlsFailed)
    }
  }

  private func endpoint(of server: PrivateServer) throws -> MilvusEndpoint {
    try MilvusEndpoint.parse(server.address).endpoint
  }
}
