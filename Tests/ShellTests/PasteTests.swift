internal import TestSupport
internal import Testing

/// A paste is text: no key in it acts, and nothing of it runs before Enter.
@Suite(.timeLimit(.minutes(15)))
struct PasteTests {
  private let script = """
    echo one   # a remark; with 'odd "signs
    \techo two

    # only a remark
    echo three

    """

  @Test func `a paste of one line is inserted at the cursor`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("echo ><")
    shell.press(.left)
    shell.paste("a\tb\n")
    try await shell.expectLine("vecferry> echo >a    b<")
  }

  @Test func `a paste of several lines waits for Enter and then runs in order`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.paste(script)
    let waiting = try await shell.expect("5 lines pasted")
    #expect(waiting.count(of: "one") == 0)
    shell.press(.enter)
    let picture = try await shell.expect("the last answer") { $0.lines.contains("three") }
    let answers = picture.lines.filter { ["one", "two", "three"].contains($0) }
    #expect(answers == ["one", "two", "three"])
  }

  @Test func `Ctrl-C after a paste of several lines runs none of them`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.paste(script)
    try await shell.expect("lines pasted")
    shell.press(.controlC)
    try await shell.expect("^C")
    try await shell.expectLine("vecferry>")
    shell.press(.enter)
    shell.enter("echo after")
    let picture = try await shell.expect("the answer") { $0.lines.contains("after") }
    #expect(!picture.lines.contains("one"))
  }

  @Test func `the last line of a paste can be edited before Enter`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.paste("echo one\necho tw")
    try await shell.expectLine("vecferry> echo tw")
    shell.type("elve")
    shell.press(.enter)
    try await shell.expect("the last answer") { $0.lines.contains("twelve") }
  }

  @Test func `a paste stops at the first command that fails`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.paste("echo one\nnosuchcommand\necho three\n")
    try await shell.expect("3 lines pasted")
    shell.press(.enter)
    try await shell.expect("nosuchcommand", count: 2)
    shell.enter("echo after")
    let picture = try await shell.expect("the answer") { $0.lines.contains("after") }
    #expect(picture.lines.contains("one"))
    #expect(!picture.lines.contains("three"))
  }

  @Test func `what was typed before a paste belongs to its first line`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("echo ")
    shell.paste("one\necho two\n")
    try await shell.expect("2 lines pasted")
    try await shell.expectLine("vecferry>")
    shell.press(.enter)
    let picture = try await shell.expect("the last answer") { $0.lines.contains("two") }
    #expect(picture.lines.contains("one"))
  }

  @Test func `a paste of 200 lines runs in order`() async throws {
    let shell = try await ShellAtTerminal().start()
    let lines = (1...200).map { "echo line-\($0)-end  # remark\n" }
    shell.paste(lines.joined())
    try await shell.expect("200 lines pasted")
    shell.press(.enter)
    let picture = try await shell.expect("the last answer", within: .seconds(60)) {
      $0.lines.contains("line-200-end")
    }
    let answers = picture.lines.filter { $0.hasPrefix("line-") }
    #expect(answers == (1...200).map { "line-\($0)-end" })
  }

  @Test func `a paste of 20,000 characters in one line arrives whole`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 200, rows: 50)
    let long = String(repeating: "p", count: 20_000)
    shell.paste("echo \(long)END")
    try await shell.expect("END", within: .seconds(60))
    shell.press(.enter)
    try await shell.expect("the whole answer", within: .seconds(60)) {
      $0.lines.joined().hasSuffix(long + "ENDvecferry>")
    }
  }
}
