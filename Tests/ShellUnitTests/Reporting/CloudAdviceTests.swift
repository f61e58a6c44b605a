internal import MigrationEngine
internal import TestSupport
internal import Testing
internal import ZillizCloud

@testable internal import Shell

/// What is typed next depends on the way to a control plane.
@Suite(.timeLimit(.minutes(5)))
struct CloudAdviceTests {
  private func advice(
    _ code: CloudError.Code, _ obstacle: CloudError.Obstacle?, hasProxy: Bool = true,
    exception: String? = "no_proxy=api.example"
  ) throws -> String? {
    let proxy = CloudProxy(host: "10.0.0.1", port: 3128, login: "ann:open sesame")
    let access = CloudAccess(
      key: try CloudKey("some-key"), address: try CloudAddress("https://api.example"),
      proxy: hasProxy ? proxy : nil)
    return CloudAdvice(access: access, login: "login source", exception: exception)
      .advice(for: CloudError(code, "no", obstacle: obstacle))
  }

  @Test(
    arguments: [
      (.absentProxy, "is there a proxy of HTTP at 10.0.0.1:3128"),
      (.unknownCaller, "give the proxy 10.0.0.1:3128 a user and a password"),
      (.closedProxy, "ask who runs the proxy 10.0.0.1:3128"),
      (nil, "the proxy 10.0.0.1:3128 is on the way"),
    ] as [(CloudError.Obstacle?, String)])
  func `a proxy that fails is named with the ways past it`(
    obstacle: CloudError.Obstacle?, words: String
  ) throws {
    let hint = try #require(try advice(.unreachable, obstacle))
    #expect(hint.hasPrefix(words), "\(hint)")
    #expect(
      hint.hasSuffix(
        "; to go past it: login source --proxy none, or start with no_proxy=api.example"), "\(hint)"
    )
    #expect(!hint.contains("sesame"))
    #expect(try advice(.unreachable, obstacle, exception: nil)?.contains("no_proxy") == false)
  }

  @Test(arguments: [CloudError.Obstacle.untrustedServer, .otherName])
  func `what the server shows can be looked at by the same way`(
    obstacle: CloudError.Obstacle
  ) throws {
    let look = "openssl s_client -connect api.example:443"
    #expect(try advice(.tlsFailed, obstacle)?.hasSuffix("\(look) -proxy 10.0.0.1:3128") == true)
    #expect(try advice(.tlsFailed, obstacle, hasProxy: false)?.hasSuffix(look) == true)
  }

  @Test func `without a proxy, or for another reason, there is no such advice`() throws {
    #expect(try advice(.unreachable, nil, hasProxy: false) == nil)
    for code: CloudError.Code in [.keyRefused, .serverFailed, .tlsFailed, .cancelled] {
      #expect(try advice(code, nil) == nil)
    }
  }

  @Test(arguments: [(30, 60), (60, 120)])
  func `a service that took too long is to be given more time`(given: Int, offered: Int) throws {
    let access = CloudAccess(
      key: try CloudKey("some-key"), address: try CloudAddress("https://api.example"),
      timeout: .seconds(given))
    let advice = CloudAdvice(access: access, login: "login")
      .advice(for: CloudError(.timedOut, "no"))
    #expect(advice?.hasSuffix(": try again with --timeout \(offered)") == true)
  }

  @Test(arguments: [
    (StrangePort.Manner.closed, "is there a proxy of HTTP at"), (.web, "ask who runs the proxy"),
  ])
  func `a login through a proxy that fails says what to do about it`(
    manner: StrangePort.Manner, words: String
  ) async throws {
    let proxy = try StrangePort(manner)
    let recorded = RecordedSession(
      environment: [
        "https_proxy": "http://ann:sesame@127.0.0.1:\(proxy.port)", "no_proxy": "a",
        "VECFERRY_SOURCE_KEY": "some-key",
      ], tree: .standard)
    let line = "login source --url https://api.example"
    #expect(try await recorded.run(line).status == .unreachable)
    let text = recorded.outputs.messages
    #expect(text.contains("hint:  \(words) 127.0.0.1:\(proxy.port)"), "\(text)")
    #expect(
      text.contains("to go past it: \(line) --proxy none, or start with no_proxy=a,api.example\n"),
      "\(text)")
    #expect(!text.contains("sesame") && text.contains("code:  cloud.unreachable"))
  }

  @Test(arguments: ["login target --key-env OTHER_KEY", "login --key-env OTHER_KEY"])
  func `a login past the proxy takes its key from where it was typed`(line: String) async throws {
    let proxy = try StrangePort(.closed)
    let recorded = RecordedSession(
      environment: [
        "https_proxy": "http://127.0.0.1:\(proxy.port)", "OTHER_KEY": "some-key",
        "VECFERRY_SOURCE_KEY": "some-key",
      ], tree: .standard)
    #expect(try await recorded.run("\(line) --url https://api.example").status == .unreachable)
    let text = recorded.outputs.messages
    let way = "to go past it: \(line) --url https://api.example --proxy none, or start with"
    #expect(text.contains(way), "\(text)")
  }
}
