internal import TestSupport
internal import Testing

/// What a terminal does beside lines: pages, the bell, vi keys, the system's shell.
@Suite(.timeLimit(.minutes(15)))
struct PagerTests {
  @Test func `what is longer than the window goes to the pager, and shorter things do not`()
    async throws
  {
    let home = try ShellAtTerminal(changing: ["PAGER": "sed 's/^/paged: /'"])
    let shell = try await home.start()
    shell.enter("help")
    try await shell.expect("paged: ")
    shell.enter("echo short")
    try await shell.expect("the answer as it is") { $0.lines.contains("short") }
    shell.enter("set pager off; help")
    try await shell.expect("help as it is") {
      $0.lines.contains("help COMMAND, help TOPIC and help CODE tell more.")
    }
    try await shell.expectLine(ShellAtTerminal.prompt)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  @Test func `a pager that is not there does no harm`() async throws {
    let home = try ShellAtTerminal(changing: ["PAGER": "nosuchpager"])
    let shell = try await home.start()
    shell.enter("help")
    try await shell.expect("help COMMAND, help TOPIC and help CODE tell more.")
    try await shell.expectLine(ShellAtTerminal.prompt)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  @Test func `the system's shell has the terminal, and Ctrl-C ends it alone`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("!read -p 'say: ' x; echo \"said $x\"")
    try await shell.expectLine("say:")
    shell.enter("this")
    try await shell.expect("the answer") { $0.lines.contains { $0.hasSuffix("said this") } }
    // Dash may lose a signal while it starts a process.
    shell.enter("!echo waiting; exec sleep 600")
    try await shell.expect("the command at work") { $0.lines.contains("waiting") }
    shell.press(.controlC)
    try await shell.expect("another prompt") { $0.cursorLine == ShellAtTerminal.prompt }
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
    #expect(shell.modes == .ordinary)
  }

  @Test func `the bell rings after a command that took long, where that is set`() async throws {
    let shell = try await ShellAtTerminal().start()
    for (number, line) in ["set bell 2", "sleep 2.1", "set bell off", "sleep 2.1"].enumerated() {
      shell.enter(line)
      try await shell.expect("prompt \(number + 2)") {
        $0.count(of: "vecferry>") == number + 2 && $0.cursorLine == ShellAtTerminal.prompt
      }
    }
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
    #expect(shell.rawOutput.count { $0 == "\u{07}" } == 1)
  }

  @Test func `vi keys are a setting`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("set editing-mode vi")
    shell.type("echo abx\u{1B}")
    shell.type("x")
    shell.press(.enter)
    try await shell.expect("the line without its last letter") { $0.lines.contains("ab") }
    shell.type("quit\n")
    #expect(try await shell.end() == .exited(0))
  }
}
