internal import TestSupport
internal import Testing

/// TAB and what it shows.
@Suite(.timeLimit(.minutes(15)))
struct CompletionTests {
  @Test func `TAB completes a command and types a blank`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("conn\t")
    try await shell.expect("the command") {
      $0.cursorLine.hasPrefix("vecferry> connect") && $0.cursorColumn == "vecferry> connect ".count
    }
  }

  @Test func `TAB lists what fits and keeps the line`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("c\t")
    try await shell.expect("a list, and the line below it") { picture in
      picture.lines.contains { $0.contains("check") && $0.contains("connect") }
        && picture.count(of: "vecferry> c") == 2
    }
    shell.type("onn\t")
    try await shell.expect("the command") { $0.cursorLine.hasPrefix("vecferry> connect") }
  }

  @Test func `TAB in the middle of a wrapped line lists below the line`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 40)
    shell.type("c aaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb END")
    try await shell.expect("END")
    shell.press(.controlA, .right, .tab)
    let picture = try await shell.expect("END", count: 2)
    let first = try #require(picture.lines.firstIndex { $0.contains("END") })
    let list = try #require(picture.lines.firstIndex { $0.contains("check") })
    #expect(first < list)
  }
}
