internal import MilvusClient
internal import TestSupport
internal import Testing

/// A server that does not answer holds up nothing that is typed.
@Suite(.timeLimit(.minutes(15)))
struct FrozenServerTests {
  private static let prompt = "vecferry src>"

  @Test func `TAB does not wait for names that do not come`() async throws {
    let fake = FakeMilvus("2.6.18")
    try await withFakeMilvus(fake) { access in
      let shell = try await ShellAtTerminal().start()
      shell.enter("connect source \(access.endpoint) --label src")
      try await shell.expectLine(Self.prompt)
      let gate = fake.hold("ShowCollections")
      shell.type("count source:other.do\t")
      await gate.arrival()
      shell.type("cs")
      try await shell.expectLine("\(Self.prompt) count source:other.docs")
      shell.press(.controlC)
      try await shell.expectLine(Self.prompt)
      shell.enter("echo alive")
      try await shell.expect("the answer") { $0.lines.contains("alive") }
      gate.open()
      try await shell.expectLine(Self.prompt)
      shell.press(.controlD)
      #expect(try await shell.end() == .exited(0))
    }
  }

  @Test func `what is typed beside a frozen server is answered within 100 ms`() async throws {
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      try await quickly("TAB", access) { shell in
        shell.type("count so\t")
        try await shell.expectLine("\(Self.prompt) count source:")
      }
      try await quickly("a key and Ctrl-C", access) { shell in
        shell.type("x")
        try await shell.expectLine("\(Self.prompt) x")
        shell.press(.controlC)
        try await shell.expectLine(Self.prompt)
      }
      try await quickly("jobs", access) { shell in
        shell.enter("jobs")
        try await shell.expect("no jobs yet")
      }
      try await quickly("quit", access) { shell in
        shell.enter("quit")
        let end = try await shell.end()
        #expect(end == .exited(0))
      }
    }
  }

  @Test func `a connection that was lost in silence costs the next command one look`() async throws
  {
    try await withFakeMilvus(FakeMilvus("2.6.18")) { access in
      let proxy = try TCPProxy(to: access.endpoint.port)
      let shell = try await ShellAtTerminal().start()
      shell.enter("connect source \(proxy.address) --label src")
      try await shell.expectLine(Self.prompt)
      proxy.forget()
      // A connection that was not used for ten seconds is looked at first.
      shell.enter("sleep 10.5")
      try await shell.expect("the end of the silence") {
        $0.cursorLine == Self.prompt && $0.count(of: "sleep") == 1
      }
      shell.enter("list databases")
      try await shell.expect("the list", within: .seconds(20)) { picture in
        picture.lines.contains { $0.hasPrefix("source  default") }
      }
      #expect(shell.picture.count(of: "error:") == 0)
    }
  }

  /// Does something in a new session whose server has just frozen; one of some has to be quick, because
  /// the machine may have other things to do.
  private func quickly(
    _ what: String, _ access: MilvusAccess, _ body: (TerminalSession) async throws -> Void
  ) async throws {
    let clock = ContinuousClock()
    var best = Duration.seconds(60)
    for _ in 1...20 where best > .milliseconds(100) {
      let proxy = try TCPProxy(to: access.endpoint.port)
      let shell = try await ShellAtTerminal().start()
      shell.enter("connect source \(proxy.address) --label src")
      try await shell.expectLine(Self.prompt)
      proxy.stall()
      best = min(best, try await clock.measure { try await body(shell) })
    }
    #expect(best < .milliseconds(100), "\(what)")
  }
}
