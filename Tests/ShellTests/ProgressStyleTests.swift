internal import MilvusClient
internal import TestSupport
internal import Testing

/// What `--progress` chooses, through the program.
@Suite(.timeLimit(.minutes(15)))
struct ProgressStyleTests {
  private static let row = "docs      copy      "
  private static let object = #"{"schema":"vecferry.progress/1","event":"progress","job":1,"#

  private let home: ShellAtTerminal

  init() throws {
    home = try ShellAtTerminal()
  }

  @Test func `auto and bar draw rows at a terminal`() async throws {
    for style in ["auto", "bar"] {
      try await migrating(style) { shell in
        try await shell.expect(Self.row)
      }
    }
  }

  @Test func `plain says lines at a terminal too`() async throws {
    let output = try await migrating("plain") { shell in
      try await shell.expect("a line of the copy") { picture in
        picture.lines.contains { $0.wholeMatch(of: /\d\d:\d\d:\d\d \[1\] docs copy .*/) != nil }
      }
    }
    #expect(!output.contains(Self.row))
  }

  @Test func `json says objects`() async throws {
    let output = try await migrating("json") { shell in
      try await shell.expect(Self.object)
    }
    #expect(!output.contains(Self.row))
  }

  @Test func `none says nothing`() async throws {
    let output = try await migrating("none") { _ in
      // A view looks at its jobs ten times a second.
      try await Task.sleep(for: .milliseconds(500))
    }
    #expect(!output.contains(Self.row) && !output.contains("docs copy"))
    #expect(!output.contains(Self.object))
  }

  /// Migrates a collection and returns all that was printed; its write waits for the end of the body.
  @discardableResult
  private func migrating(
    _ style: String, _ body: (TerminalSession) async throws -> Void
  ) async throws -> String {
    let (source, target) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18"))
    try SampleCollection("docs").make(on: source)
    return try await withFakeMilvus(source) { here in
      try await withFakeMilvus(target) { there in
        let gate = target.hold("Insert")
        defer { gate.open() }
        let shell = try TerminalSession(
          Executable.path(of: "vecferry"),
          [
            "--progress", style, "--source", "\(here.endpoint)", "--target", "\(there.endpoint)",
            "migrate", "docs", "--yes",
          ],
          environment: home.environment, columns: 160, rows: 50)
        await gate.arrival()
        try await body(shell)
        gate.open()
        let end = try await shell.end()
        #expect(end == .exited(0))
        return shell.rawOutput
      }
    }
  }
}
