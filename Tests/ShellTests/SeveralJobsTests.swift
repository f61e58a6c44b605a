internal import MilvusClient
internal import TestSupport
internal import Testing

/// What keys do to several jobs that are followed together.
@Suite(.timeLimit(.minutes(15)))
struct SeveralJobsTests {
  private static let names = ["docs", "images"]
  private static let idle = "vecferry src>tgt>"

  private let source = FakeMilvus("2.6.18")
  private let target = FakeMilvus("2.6.18")
  private let home: ShellAtTerminal

  init() throws {
    home = try ShellAtTerminal()
    for name in Self.names { try SampleCollection(name).make(on: source) }
  }

  @Test func `Ctrl-Z leaves all of them, fg brings all back, Ctrl-C lets each finish its calls`()
    async throws
  {
    try await copying { shell, gates in
      shell.press(.controlZ)
      try await shell.expectLine("vecferry src>tgt [2]>")
      for number in 1...2 {
        #expect(shell.picture.count(of: "[\(number)] in the background") == 1)
      }
      shell.enter("fg")
      try await expectRows(on: shell)
      shell.press(.controlC)
      try await shell.expect("pausing: calls in flight are finished first")
      for gate in gates { gate.open() }
      try await expectPauses(on: shell)
      for name in Self.names { #expect(target.rows(of: name) == source.rows(of: name)) }
      shell.enter("status")
      try await shell.expect("Paused", count: 2)
      try await shell.expectLine(Self.idle)
    }
  }

  @Test func `a second Ctrl-C waits for no call of any of them`() async throws {
    try await copying { shell, _ in
      let first = ContinuousClock.now
      shell.press(.controlC)
      try await shell.expect("pausing: calls in flight are finished first")
      shell.press(.controlC)
      // On a machine so busy that it came two seconds late it was a first one again.
      if first.duration(to: .now) > .seconds(1.5) {
        try await Task.sleep(for: .milliseconds(100))
        shell.press(.controlC)
      }
      // A pause that waits has ten seconds for it: `EngineTuning.pausePatience`.
      try await expectPauses(on: shell, within: .seconds(8))
      #expect(!target.calls.contains { $0.method == "Insert" })
    }
  }

  @Test func `they speak to a server over one connection`() async throws {
    try await copying { _, _ in
      for server in [source, target] {
        try await waitUntil("one connection beside that of the session") {
          server.connections == 2 ? () : nil
        }
      }
    }
  }

  /// Migrates all collections in front; the one write of each is held until its gate is opened.
  private func copying(
    _ body: (TerminalSession, [FakeGate]) async throws -> Void
  ) async throws {
    try await withFakeMilvus(source) { here in
      try await withFakeMilvus(target) { there in
        let gates = Self.names.map { _ in target.hold("Insert") }
        defer { gates.forEach { $0.open() } }
        let shell = try await home.start(columns: 110, rows: 50)
        shell.enter("connect source \(here.endpoint) --label src")
        try await shell.expectLine("vecferry src>")
        shell.enter("connect target \(there.endpoint) --label tgt")
        try await shell.expectLine(Self.idle)
        shell.enter("migrate \(Self.names.joined(separator: " ")) --yes")
        for gate in gates { await gate.arrival() }
        try await expectRows(on: shell)
        try await body(shell, gates)
      }
    }
  }

  /// A row for each job, and one for all.
  private func expectRows(on shell: TerminalSession) async throws {
    try await shell.expect("the rows of two jobs") { picture in
      let starts = ["[1] docs", "[2] images", "    all"]
      return starts.allSatisfy { start in picture.rows.contains { $0.hasPrefix(start) } }
        && !picture.cursorLine.hasPrefix("vecferry")
    }
  }

  private func expectPauses(
    on shell: TerminalSession, within limit: Duration = TerminalSession.patience
  ) async throws {
    try await shell.expect("the pauses of two jobs", within: limit) { picture in
      (1...2).allSatisfy { number in
        picture.lines.contains { $0.hasPrefix("[\(number)] paused at") }
      }
    }
  }
}
