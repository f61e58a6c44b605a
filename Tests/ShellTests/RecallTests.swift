internal import Foundation
internal import TestSupport
internal import Testing

/// Earlier commands come back: Up, Down, Ctrl-R and the suggestion behind the cursor.
@Suite(.timeLimit(.minutes(15)))
struct RecallTests {
  private let home: ShellAtTerminal

  init() throws {
    home = try ShellAtTerminal()
  }

  @Test func `Up recalls commands of an earlier session`() async throws {
    try await run(["echo first", "echo second"])
    let shell = try await home.start()
    shell.press(.up)
    try await shell.expectLine("vecferry> exit")
    shell.press(.up)
    try await shell.expectLine("vecferry> echo second")
    shell.press(.enter)
    try await shell.expect("second", count: 2)
    try await shell.expectLine("vecferry>")
  }

  @Test func `Up goes over the commands that begin like the line`() async throws {
    let shell = try await run(["echo aa", "echo bb", "version"], leaving: false)
    shell.type("ec")
    shell.press(.up)
    try await shell.expectLine("vecferry> echo bb")
    shell.press(.up)
    try await shell.expectLine("vecferry> echo aa")
    shell.press(.down, .down)
    try await shell.expect("the unfinished line") { $0.cursorLine.hasPrefix("vecferry> ec") }
    shell.type("ho cc")
    shell.press(.enter)
    try await shell.expect("cc", count: 2)
    try await shell.expectLine("vecferry>")
  }

  @Test func `a command that came twice is recalled once`() async throws {
    let shell = try await run(["echo aa", "echo bb", "echo aa"], leaving: false)
    shell.press(.up, .up)
    try await shell.expectLine("vecferry> echo bb")
  }

  @Test func `a line that begins with a blank is not kept`() async throws {
    try await run(["echo kept", " echo hidden"])
    let shell = try await home.start()
    shell.press(.up, .up)
    try await shell.expectLine("vecferry> echo kept")
  }

  @Test func `an unfinished line of 5,000 characters survives Up, Down and Enter`() async throws {
    let shell = try await run(["version"], leaving: false, columns: 200, rows: 60)
    let long = String(repeating: "q", count: 4_990) + "END"
    shell.type("echo " + long)
    try await shell.expect("END")
    shell.press(.controlA, .up)
    try await shell.expectLine("vecferry> version")
    shell.press(.down)
    try await shell.expect("END")
    shell.press(.enter)
    let picture = try await shell.expect("END", count: 2)
    #expect(picture.lines.joined().components(separatedBy: long).count == 3)
  }

  @Test func `a command of 5,000 characters is recalled whole in the next session`() async throws {
    let long = String(repeating: "w", count: 4_990) + "END"
    let first = try await home.start(columns: 200, rows: 60)
    first.enter("echo " + long)
    try await first.expect("END", count: 2)
    try await first.expectLine("vecferry>")
    first.press(.controlD)
    _ = try await first.end()
    let shell = try await home.start(columns: 200, rows: 60)
    shell.press(.up)
    try await shell.expect("END")
    shell.press(.enter)
    let picture = try await shell.expect("END", count: 2)
    #expect(picture.lines.joined().components(separatedBy: long).count == 3)
  }

  @Test func `Ctrl-R finds a command by any part of it and Enter runs it`() async throws {
    let shell = try await run(["echo 日本語 needle", "echo other"], leaving: false)
    shell.press(.controlR)
    shell.type("need")
    try await shell.expectLine("search need: echo 日本語 needle")
    shell.press(.enter)
    try await shell.expect("日本語 needle", count: 3)
    try await shell.expectLine("vecferry>")
  }

  @Test func `a wide character in a search is a character`() async throws {
    let shell = try await run(["echo 七 seven", "echo other"], leaving: false)
    shell.press(.controlR)
    shell.type("七")
    try await shell.expectLine("search 七: echo 七 seven")
  }

  @Test func `Ctrl-R again finds the next older, Ctrl-S the newer`() async throws {
    let shell = try await run(["echo one", "echo two"], leaving: false)
    shell.press(.controlR)
    shell.type("echo")
    try await shell.expectLine("search echo: echo two")
    shell.press(.controlR)
    try await shell.expectLine("search echo: echo one")
    shell.press(.controlS)
    try await shell.expectLine("search echo: echo two")
  }

  @Test func `Ctrl-G leaves a search with the line as it was, Ctrl-C without`() async throws {
    let shell = try await run(["echo one"], leaving: false)
    shell.type("vers")
    shell.press(.controlR)
    shell.type("one")
    try await shell.expectLine("search one: echo one")
    shell.press(.controlG)
    try await shell.expect("the line as it was") { $0.cursorLine.hasPrefix("vecferry> vers") }
    shell.press(.controlR)
    shell.type("one")
    try await shell.expectLine("search one: echo one")
    shell.press(.controlC)
    try await shell.expectLine("vecferry>")
  }

  @Test func `an arrow takes the line that was found and edits it`() async throws {
    let shell = try await run(["echo one"], leaving: false)
    shell.press(.controlR)
    shell.type("one")
    try await shell.expectLine("search one: echo one")
    shell.press(.end)
    try await shell.expectLine("vecferry> echo one")
    shell.type("s")
    shell.press(.enter)
    try await shell.expect("ones", count: 2)
    try await shell.expectLine("vecferry>")
  }

  @Test func `Right takes the suggestion behind the cursor`() async throws {
    let shell = try await run(["echo suggested words"], leaving: false)
    shell.type("echo s")
    try await shell.expectLine("vecferry> echo suggested words")
    #expect(shell.picture.cursorColumn == "vecferry> echo s".count)
    shell.press(.right)
    try await shell.expect("the cursor behind the suggestion") {
      $0.cursorColumn == "vecferry> echo suggested words".count
    }
    shell.press(.enter)
    try await shell.expect("suggested words", count: 4)
  }

  @Test func `a suggestion that was not taken is not run`() async throws {
    let shell = try await run(["echo suggested words"], leaving: false)
    shell.type("echo s")
    try await shell.expectLine("vecferry> echo suggested words")
    shell.press(.enter)
    try await shell.expect("the short answer") { $0.lines.contains("s") }
  }

  @Test func `without a history nothing is kept`() async throws {
    let shell = try TerminalSession(
      Executable.path(of: "vecferry"), ["--no-history"], environment: home.environment)
    try await shell.expectLine("vecferry>")
    shell.enter("echo one")
    try await shell.expect("vecferry>", count: 2)
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
    #expect(!FileManager.default.fileExists(atPath: home.home + "/state/vecferry/history"))
  }

  @Test func `the history is readable by its owner only`() async throws {
    try await run(["echo one"])
    let folder = home.home + "/state/vecferry"
    let files = FileManager.default
    let names = try files.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("history") }
    #expect(!names.isEmpty)
    for name in names {
      let attributes = try files.attributesOfItem(atPath: folder + "/" + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `two sessions at once keep the commands of both`() async throws {
    let first = try await home.start()
    let second = try await home.start()
    first.enter("echo from the first")
    try await first.expect("from the first", count: 2)
    try await first.expectLine("vecferry>")
    second.enter("echo from the second")
    try await second.expect("from the second", count: 2)
    try await second.expectLine("vecferry>")
    for shell in [second, first] {
      shell.enter("exit")
      _ = try await shell.end()
    }
    let third = try await home.start()
    third.type("echo from the f")
    try await third.expectLine("vecferry> echo from the first")
    third.press(.controlU)
    third.type("echo from the s")
    try await third.expectLine("vecferry> echo from the second")
  }

  /// Enters commands, waiting for each, and leaves if asked to.
  @discardableResult
  private func run(
    _ commands: [String], leaving: Bool = true, columns: Int = 80, rows: Int = 24
  ) async throws -> TerminalSession {
    let shell = try await home.start(columns: columns, rows: rows)
    for (index, command) in commands.enumerated() {
      shell.enter(command)
      try await shell.expect("prompt \(index + 2)") {
        $0.count(of: "vecferry>") == index + 2 && $0.cursorLine == "vecferry>"
      }
    }
    guard leaving else { return shell }
    shell.enter("exit")
    _ = try await shell.end()
    return shell
  }
}
