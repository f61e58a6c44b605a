internal import Foundation
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Servers and control planes behind a proxy.
@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
  private static let password = "trace-of-a-proxy-41ce"
  private static let login = "ann:\(password)"

  @Test func `a migration goes through a proxy that is the only way`() async throws {
    try await SeededCollections.make("varchar", "through_proxy", on: .lite)
    let target = try ServerProbe(try TestServer.target.address)
    try await target.drop("through_proxy")
    try await TinyProxy.with(login: Self.login) { proxy in
      let (source, port) = (try behind(.lite), try TestServer.target.endpoint.port)
      let (program, commands) = (
        try BuiltProgram(),
        """
        connect source \(source)
        connect target \(try behind(.target))
        migrate through_proxy --yes
        verify through_proxy
        describe server -o json
        """
      )
      let end = try await program.run(
        ["-c", commands], environment: ["https_proxy": url(of: proxy)])
      #expect(end.end == .exited(0), "\(end)")
      #expect(end.output.contains("through the proxy 127.0.0.1:\(proxy.port)"), "\(end)")
      #expect(end.output.contains("\"proxy\":\"127.0.0.1:\(proxy.port)\""), "\(end)")
      #expect(try traces(in: program, end).isEmpty)
      let tunnels = Set(try proxy.tunnels)
      let lite = try TestServer.lite.endpoint.port
      #expect(tunnels == ["\(TinyProxy.onlyHost):\(lite)", "\(TinyProxy.onlyHost):\(port)"])
      let straight = try await program.run(["-c", "connect source \(source)"])
      #expect(straight.end == .exited(69))
      #expect(straight.errors.contains("the host name cannot be resolved"), "\(straight)")
    }
  }

  @Test func `no_proxy is honoured and said, and --proxy counts more`() async throws {
    try await TinyProxy.with(login: Self.login) { proxy in
      let program = try BuiltProgram()
      let environment = ["https_proxy": url(of: proxy), "no_proxy": "10.0.0.0/8, .vecferry.test"]
      let place = "connect source \(try behind(.lite))"
      let past = try await program.run(["-c", place], environment: environment)
      #expect(past.end == .exited(69))
      #expect(
        past.errors.contains(
          "https_proxy names a proxy, which is not used: no_proxy excepts this host"), "\(past)")
      #expect(try proxy.tunnels.isEmpty)
      let through = try await program.run(
        ["-x", "-c", "\(place) --proxy \(url(of: proxy))"], environment: environment)
      #expect(through.end == .exited(0), "\(through)")
      #expect(try !proxy.tunnels.isEmpty)
      #expect(try traces(in: program, through).isEmpty)
    }
  }

  @Test func `this machine is reached without the proxy of the environment`() async throws {
    let nobody = try StrangePort(.closed)
    let end = try await BuiltProgram().run(
      ["-c", "connect source \(try TestServer.lite.address)"],
      environment: ["https_proxy": "http://127.0.0.1:\(nobody.port)"])
    #expect(end.end == .exited(0), "\(end)")
  }

  @Test func `a proxy that refuses is named, with what it answers`() async throws {
    try await TinyProxy.with(login: Self.login) { proxy in
      let port = try TestServer.lite.endpoint.port
      var access = MilvusAccess(
        endpoint: MilvusEndpoint(host: TinyProxy.refusedHost, port: port),
        proxy: HTTPProxy(host: "127.0.0.1", port: proxy.port, credentials: .token(Self.login)))
      try await expect("answers 403 Filtered", from: access)
      // The transport asks for tunnels of its own, as it does when a connection was lost.
      let error = await #expect(throws: MilvusError.self) {
        try await withMilvusClient(access) { try await $0.collections(database: "default") }
      }
      #expect(error?.code == .unreachable)
      let message = error?.message ?? ""
      #expect(message.contains("through the proxy 127.0.0.1:\(proxy.port) was lost"), "\(message)")
      access.endpoint.host = TinyProxy.onlyHost
      access.proxy = HTTPProxy(
        host: "127.0.0.1", port: proxy.port, credentials: .token(Self.password + ":no"))
      try await expect("asks for a user and a password", from: access)
      access.proxy = HTTPProxy(host: "127.0.0.1", port: proxy.port)
      try await expect("asks for a user and a password: 407", from: access)
    }
  }

  @Test(
    arguments: [
      (.closed, "cannot be reached: connection refused"), (.silent, "does not answer"),
      (.web, "answers 404 Not Found"),
    ] as [(StrangePort.Manner, String)])
  func `what is no proxy is named as such`(manner: StrangePort.Manner, words: String) async throws {
    let port = try StrangePort(manner)
    let access = MilvusAccess(
      endpoint: try TestServer.lite.endpoint,
      proxy: HTTPProxy(host: "127.0.0.1", port: port.port), timeout: .seconds(2))
    try await expect(words, from: access)
  }

  @Test func `a call through a silent proxy ends with its time`() async throws {
    let port = try StrangePort(.silent)
    let access = MilvusAccess(
      endpoint: try TestServer.lite.endpoint,
      proxy: HTTPProxy(host: "127.0.0.1", port: port.port), timeout: .seconds(1))
    let start = ContinuousClock.now
    let error = await #expect(throws: MilvusError.self) {
      try await withMilvusClient(access) { try await $0.collections(database: "default") }
    }
    #expect([.timedOut, .unreachable].contains(error?.code))
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `a control plane is asked through the proxy`() async throws {
    try await TinyProxy.with(login: Self.login) { proxy in
      let program = try BuiltProgram()
      let end = try await program.run(
        ["-c", "login source --url https://\(TinyProxy.refusedHost)"],
        environment: ["https_proxy": url(of: proxy), "VECFERRY_KEY": "no-key"])
      #expect(end.end == .exited(69), "\(end)")
      #expect(end.errors.contains("the proxy does not let it through"), "\(end)")
      #expect(try proxy.tunnels.first == "\(TinyProxy.refusedHost):443")
      #expect(try traces(in: program, end).isEmpty)
      try await CloudStage.with { stage in
        let login = try await program.run(
          ["-c", "login source --proxy \(url(of: proxy)); connect source in05-here"],
          environment: ["VECFERRY_CLOUD_URL": stage.cloud.address, "VECFERRY_KEY": CloudStage.key])
        #expect(login.end == .exited(0), "\(login)")
        // The cluster is reached as the control plane was.
        let lines = login.output.split(separator: "\n")
        #expect(lines.count { $0.contains("through the proxy 127.0.0.1:\(proxy.port)") } == 2)
        #expect(try traces(in: program, login).isEmpty)
      }
    }
  }

  private func expect(
    _ words: String, from access: MilvusAccess, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let error = try await identifyError(access)
    let proxy = "the proxy \(try #require(access.proxy)) "
    #expect(error.code == .unreachable, "\(error)", sourceLocation: sourceLocation)
    #expect(
      error.message.contains(proxy + words), "\(error.message)", sourceLocation: sourceLocation)
    #expect(!"\(error) \(access)".contains(Self.password), sourceLocation: sourceLocation)
  }

  private func url(of proxy: TinyProxy) -> String { "http://\(Self.login)@127.0.0.1:\(proxy.port)" }

  /// Where a server is for who goes through the proxy.
  private func behind(_ server: TestServer) throws -> String {
    "http://\(TinyProxy.onlyHost):\(try server.endpoint.port)"
  }

  /// Where the password is found in what the program said and wrote.
  private func traces(in program: BuiltProgram, _ end: ProgramEnd) throws -> [String] {
    let home = program.path(of: "")
    let files = try FileManager.default.subpathsOfDirectory(atPath: home).filter { path in
      let data = FileManager.default.contents(atPath: home + path)
      return data?.range(of: Data(Self.password.utf8)) != nil
    }
    return files + ("\(end)".contains(Self.password) ? ["\(end)"] : [])
  }
}
