internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What is typed next depends on the way to a server, and is never what was just given.
@Suite(.timeLimit(.minutes(5)))
struct WayAdviceTests {
  private let proxy = HTTPProxy(
    host: "10.0.0.1", port: 3128, credentials: .token("ann:open sesame"))

  private func advice(
    _ code: MilvusError.Code, _ obstacle: MilvusError.Obstacle?,
    exception: String? = "no_proxy=milvus.example",
    change: (inout MilvusAccess) -> Void = { _ in }
  ) throws -> String? {
    var access = MilvusAccess(
      endpoint: try MilvusEndpoint.parse("https://milvus.example:19530").endpoint)
    change(&access)
    return WayAdvice(
      side: .source, access: access, line: ConnectLine(access.endpoint), exception: exception
    ).advice(for: code, obstacle)
  }

  @Test(
    arguments: [
      (407, "give the proxy 10.0.0.1:3128 a user and a password"),
      (403, "ask who runs the proxy 10.0.0.1:3128"),
      (502, "the proxy 10.0.0.1:3128 does not get to the server"),
      (503, "the proxy 10.0.0.1:3128 does not get to the server"),
      (nil, "is there a proxy of HTTP at 10.0.0.1:3128"),
    ] as [(Int?, String)])
  func `a proxy that fails is named with the ways past it`(status: Int?, words: String) throws {
    let hint = try #require(
      try advice(.unreachable, .proxy(status: status)) { $0.proxy = proxy })
    #expect(hint.hasPrefix(words), "\(hint)")
    #expect(
      hint.hasSuffix(
        "; to go past it: connect source https://milvus.example:19530 --proxy none, "
          + "or start with no_proxy=milvus.example"), "\(hint)")
    #expect(!hint.contains("sesame"))
  }

  @Test func `no_proxy is not offered against a proxy that was typed`() throws {
    let hint = try advice(.unreachable, .proxy(status: 403), exception: nil) { $0.proxy = proxy }
    #expect(hint?.contains("no_proxy") == false)
  }

  @Test func `a connection that breaks behind a proxy may be broken by it`() throws {
    #expect(try advice(.timedOut, nil) { $0.proxy = proxy }?.contains("10.0.0.1:3128") == true)
    #expect(try advice(.timedOut, nil) == nil)
    #expect(try advice(.unauthenticated, nil) { $0.proxy = proxy } == nil)
  }

  @Test(arguments: [
    (MilvusError.Obstacle.untrustedServer, "--ca"), (.missingCertificate, "--cert"),
  ])
  func `an option that is missing is offered`(
    obstacle: MilvusError.Obstacle, option: String
  ) throws {
    #expect(try advice(.tlsFailed, obstacle)?.contains(option) == true)
  }

  @Test(
    arguments: [
      .untrustedServer, .otherName, .addressBehindProxy, .refusedCertificate, .badFile, nil,
    ] as [MilvusError.Obstacle?])
  func `an option that was given is not offered`(obstacle: MilvusError.Obstacle?) throws {
    let hint = try #require(
      try advice(.tlsFailed, obstacle) {
        $0.tls = TLSOptions(
          authorityFile: "ca.pem", certificateFile: "client.pem", keyFile: "client.key")
      })
    for option in ["--ca", "--cert", "--key"] { #expect(!hint.contains(option), "\(hint)") }
    for code in MilvusError.Code.allCases {
      #expect(!Hints.hint(for: code, side: .source).contains("--c"))
    }
  }

  @Test func `an address behind a proxy is to be a name`() throws {
    let hint = try advice(.tlsFailed, .addressBehindProxy) { $0.endpoint.host = "10.0.0.7" }
    #expect(
      hint == """
        connect by the name of 10.0.0.7, or without the proxy: connect source \
        https://10.0.0.7:19530 --proxy none
        """)
  }

  @Test func `a file's server that has ended is no matter of the network`() {
    let profile = Profile(
      place: "/srv/demo.db", values: [.litePython: "/srv/lite", .inPlace: "true"])
    let line = ConnectLine(profile).text(on: .source)
    let ended = LocalServer.advice(
      line: line, hasEnded: true, lastWords: "Segmentation fault")
    #expect(
      ended == """
        the server of the file has ended (its last words: Segmentation fault); connect again: \
        connect source /srv/demo.db --lite-python /srv/lite --in-place
        """)
    let failing = LocalServer.advice(line: line, hasEnded: false, lastWords: nil)
    #expect(failing.hasSuffix("; open the file with pymilvus to see whether it is whole"))
    for text in [ended, failing] { #expect(!text.contains("proxy") && !text.contains("firewall")) }
  }

  @Test func `the ways past a proxy of a profile keep its name and what was typed beside it`()
    async throws
  {
    let (nobody, folder) = (try StrangePort(.closed), try Scratch())
    let proxy = "http://127.0.0.1:\(nobody.port)"
    let recorded = RecordedSession(
      environment: ["grpc_proxy": proxy, "no_grpc_proxy": "a b", "no_proxy": "c"],
      configFolder: folder.path, tree: .standard)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await recorded.session.connections.run() }
      _ = try await recorded.run("profile set prod place=10.0.0.7 user=ann")
      _ = try await recorded.run("connect target prod --database shop")
      _ = try await recorded.run("connect target 10.0.0.7 --user ann --proxy \(proxy)")
      group.cancelAll()
    }
    let hints = recorded.outputs.messages.split(separator: "\n").filter { $0.hasPrefix("hint:") }
    try #require(hints.count == 2)
    #expect(
      hints[0].hasSuffix(
        "connect target prod --database shop --proxy none, or start with no_grpc_proxy=a,b,10.0.0.7"
      ), "\(hints)")
    #expect(hints[1].hasSuffix(": connect target 10.0.0.7 --user ann --proxy none"), "\(hints)")
  }

  @Test(arguments: [("", 60), (" --timeout 60", 120)])
  func `an end that took too long is to be connected with more patience`(
    given: String, offered: Int
  ) async throws {
    let (recorded, fake) = (RecordedSession(tree: .standard), FakeMilvus("2.6.18"))
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        let line = "connect source \(access.endpoint)"
        _ = try await recorded.run("\(line) -q\(given)")
        fake.arm(FaultPlan(.timedOut, atCall: 1, of: ["ShowCollections"]))
        _ = try await recorded.run("list collections --timeout 500")
        let text = recorded.outputs.messages
        #expect(text.contains("with more patience: \(line) --timeout \(offered)\n"), "\(text)")
      }
    }
  }

  @Test func `a job's failure is explained by its own cluster only`() async throws {
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        let place = access.endpoint.description
        _ = try await recorded.run("connect target \(place) -q")
        var job = JobStatus.stopped
        job.failure = Failure(.end(.target, .tlsFailed), "the handshake failed")
        for isOwn in [false, true] {
          if isOwn { job.targetPlace = place }
          let report = Report(await recorded.session.advised(try #require(job.advisedError)))
          #expect(report.hint?.contains("openssl s_client") == isOwn)
        }
      }
    }
  }

  @Test func `a command line through a closed port says what to do about the proxy`() async throws {
    let nobody = try StrangePort(.closed)
    let recorded = RecordedSession(
      environment: ["https_proxy": "http://ann:sesame@127.0.0.1:\(nobody.port)"], tree: .standard)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await recorded.session.connections.run() }
      let outcome = try await recorded.run("connect source http://10.0.0.7:19530")
      #expect(outcome.status == .unreachable)
      group.cancelAll()
    }
    let text = recorded.outputs.messages
    #expect(text.contains("is there a proxy of HTTP at 127.0.0.1:\(nobody.port)"), "\(text)")
    #expect(text.contains("connect source http://10.0.0.7:19530 --proxy none"), "\(text)")
    #expect(!text.contains("sesame"))
  }
}
