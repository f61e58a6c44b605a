internal import TestSupport
internal import Testing

/// A line is typed, changed, abandoned and entered.
@Suite(.timeLimit(.minutes(15)))
struct EditingTests {
  @Test func `a first prompt appears and a command answers`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("echo one two")
    let picture = try await shell.expect("one two", count: 2)
    #expect(picture.lines.contains("one two"))
    try await shell.expectLine("vecferry>")
  }

  @Test func `the first prompt costs little more than the program's start`() async throws {
    var (prompt, start) = (Double.infinity, Double.infinity)
    // The quickest of each: others may want the processor, and its caches.
    for turn in 1...20 where turn <= 5 || prompt >= 3 * start {
      prompt = min(prompt, try await processorTime("", prompting: true))
      start = min(start, try await processorTime("--version", prompting: false))
    }
    // Measured: twice as much.
    #expect(prompt < 3 * start, "\(prompt) s and \(start) s")
  }

  /// Seconds of the processor that the program takes until it ends, at once or after its first prompt.
  private func processorTime(_ words: String, prompting: Bool) async throws -> Double {
    let line = "TIMEFORMAT='took %U %S'; time '\(try Executable.path(of: "vecferry"))' \(words)"
    let shell = try TerminalSession(
      "/bin/bash", ["-c", line], environment: try ShellAtTerminal().environment)
    if prompting {
      try await shell.expectLine(ShellAtTerminal.prompt)
      shell.press(.controlD)
    }
    #expect(try await shell.end() == .exited(0))
    let took = try #require(shell.picture.lines.last { $0.hasPrefix("took ") })
    return took.split(separator: " ").compactMap { Double($0) }.reduce(0, +)
  }

  @Test func `Ctrl-C abandons a typed line and the session goes on`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("exit")
    try await shell.expectLine("vecferry> exit")
    shell.press(.controlC)
    try await shell.expectLine("vecferry>")
    shell.enter("echo alive")
    try await shell.expect("alive", count: 2)
    try await shell.expectLine("vecferry>")
  }

  @Test func `Ctrl-C on an empty line explains once how to leave`() async throws {
    let shell = try await ShellAtTerminal().start()
    for count in 1...2 {
      shell.press(.controlC)
      try await shell.expect("^C", count: count)
      try await shell.expectLine("vecferry>")
    }
    #expect(shell.picture.count(of: "leave with Ctrl-D or quit") == 1)
    shell.enter("echo alive")
    try await shell.expect("the answer") { $0.lines.contains("alive") }
    try await shell.expectLine("vecferry>")
  }

  @Test func `Ctrl-C at a confirmation does nothing and the session goes on`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("confirm 'Go on?' && echo agreed")
    try await shell.expectLine("Go on? [y/N]")
    shell.press(.controlC)
    try await shell.expect("error: interrupted")
    try await shell.expectLine("vecferry>")
    shell.enter("echo alive")
    let picture = try await shell.expect("the answer") { $0.lines.contains("alive") }
    #expect(!picture.lines.contains("agreed"))
  }

  @Test func `Ctrl-C at the start of a wrapped line leaves the line readable`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 40)
    let words = "describe aaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    shell.type(words)
    try await shell.expect("bbbbbbbb")
    shell.press(.controlA, .controlC)
    try await shell.expectLine("vecferry>")
    let text = shell.picture.rows.joined()
    #expect(text.contains(words + "^C"))
  }

  @Test func `Ctrl-D on an empty line leaves with status 0`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
  }

  @Test func `Ctrl-D within a line deletes forward`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("echo oXne")
    shell.press(.left, .left, .left, .controlD, .enter)
    try await shell.expect("one", count: 2)
    try await shell.expectLine("vecferry>")
  }

  @Test(arguments: ["exit", "quit"]) func `a word leaves with status 0`(word: String) async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter(word)
    #expect(try await shell.end() == .exited(0))
  }

  @Test func `exit takes a status`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("exit 3")
    #expect(try await shell.end() == .exited(3))
  }

  @Test func `words in any script are edited in the middle of a wrapped line`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 40)
    shell.type("echo 日本語日本語日本語日本語日本語日本語日本語 café 😀 end")
    try await shell.expect("😀 end")
    for _ in 1...6 { shell.press(.left) }
    shell.press(.backspace, .backspace)
    shell.type("X")
    try await shell.expect("caX 😀 end")
    shell.press(.enter)
    let picture = try await shell.expect("caX 😀 end", count: 2)
    #expect(picture.rows.joined().contains("日本語日本語日本語日本語日本語日本語日本語 caX 😀 end"))
  }

  @Test func `a line that fills its row exactly is edited without a stale row`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 40)
    let rest = String(repeating: "x", count: 40 - "vecferry> echo ".count)
    shell.type("echo " + rest)
    try await shell.expect("echo " + rest)
    shell.press(.backspace)
    shell.type("YZ")
    shell.press(.backspace, .enter)
    try await shell.expect(rest.dropLast() + "Y", count: 2)
    let picture = try await shell.expectLine("vecferry>")
    let shown = picture.lines.drop { !$0.hasPrefix("vecferry>") }
    #expect(shown.count == 3)
  }

  @Test func `Ctrl-_ takes changes back`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("echo one\u{17}\u{15}")
    try await shell.expectLine("vecferry>")
    shell.type("\u{1f}")
    try await shell.expectLine("vecferry> echo")
    shell.type("\u{1f}two\u{1f}")
    try await shell.expectLine("vecferry> echo one")
    shell.press(.enter)
    try await shell.expect("the line") { $0.lines.contains("one") }
  }

  @Test func `words are passed over, deleted and put back`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("echo three")
    try await shell.expect("the answer") {
      $0.lines.contains("three") && $0.cursorLine == ShellAtTerminal.prompt
    }
    shell.type("echo one two")
    shell.press(.controlA)
    // Alt-F; Ctrl-K deletes what Ctrl-Y puts back.
    shell.type("\u{1b}f\u{0b}\u{19}")
    // Ctrl-Left twice, Ctrl-Right; Alt-F, Alt-B, Alt-D; Alt-. is the last word of the command before.
    shell.type("\u{1b}[1;5D\u{1b}[1;5D\u{1b}[1;5C\u{1b}f\u{1b}b\u{1b}d\u{1b}.")
    try await shell.expectLine("vecferry> echo one three")
    shell.press(.enter)
    try await shell.expect("the line") { $0.lines.contains("one three") }
  }

  @Test func `Ctrl-L clears the window and keeps the line`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.enter("version")
    try await shell.expect("another prompt") {
      $0.count(of: "vecferry>") == 2 && $0.cursorLine == ShellAtTerminal.prompt
    }
    shell.type("echo half\u{0c}")
    try await shell.expect("the line at the top") { $0.rows.first == "vecferry> echo half" }
  }

  @Test func `Ctrl-S does not stop the output`() async throws {
    let shell = try await ShellAtTerminal().start()
    #expect(!shell.modes.hasFlowControl)
    shell.press(.controlS, .controlG)
    shell.enter("echo alive")
    try await shell.expect("alive", count: 2)
    try await shell.expectLine("vecferry>")
  }
}
