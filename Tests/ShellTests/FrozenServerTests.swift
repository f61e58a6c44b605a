internal import MilvusClient
internal import TestSupport
internal import Testing

/// A server that does not answer holds up nothing that is typed.
@Suite(.timeLimit(.minutes(1)))
struct FrozenServerTests {
  @Test func `TAB does not wait for names that do not come`() async throws {
    let fake = FakeMilvus("2.6.18")
    try await withFakeMilvus(fake) { access in
      let shell = try await ShellAtTerminal().start()
      shell.enter("connect source \(access.endpoint) --label src")
      try await shell.expectLine("vecferry src>")
      let gate = fake.hold("ShowCollections")
      shell.type("count source:other.do\t")
      await gate.arrival()
      shell.type("cs")
      try await shell.expectLine("vecferry src> count source:other.docs")
      shell.press(.controlC)
      try await shell.expectLine("vecferry src>")
      shell.enter("echo alive")
      try await shell.expect("the answer") { $0.lines.contains("alive") }
      gate.open()
      try await shell.expectLine("vecferry src>")
      shell.press(.controlD)
      #expect(try await shell.end() == .exited(0))
    }
  }
}
