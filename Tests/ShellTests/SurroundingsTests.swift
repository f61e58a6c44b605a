internal import Foundation
internal import TestSupport
internal import Testing

/// The shell and the terminal, the signals and the programs around it.
@Suite(.timeLimit(.minutes(15)))
struct SurroundingsTests {
  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a signal to leave restores the terminal`(signal: Int32, status: Int32) async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("half a li")
    try await shell.expectLine("vecferry> half a li")
    #expect(!shell.modes.echoes)
    shell.send(signal: signal)
    #expect(try await shell.end() == .exited(status))
    #expect(shell.modes == .ordinary)
    let switches = shell.rawOutput.components(separatedBy: "\u{1b}[?2004").dropFirst()
    #expect(switches.last?.first == "l")
  }

  @Test func `SIGINT from elsewhere abandons the line as Ctrl-C does`() async throws {
    let shell = try await ShellAtTerminal().start()
    shell.type("half a li")
    try await shell.expectLine("vecferry> half a li")
    shell.send(signal: SIGINT)
    try await shell.expectLine("vecferry>")
    #expect(shell.picture.count(of: "half a li^C") == 1)
  }

  @Test func `a window that shrinks and grows shows one line and no remains`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 80, rows: 20)
    let words = "describe aaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbb cccccccc"
    shell.enter("echo before")
    try await shell.expect("before", count: 2)
    try await shell.expectLine("vecferry>")
    shell.type(words)
    try await shell.expect("vecferry> \(words.prefix(60))")
    for columns in [40, 100, 33, 80] {
      shell.resize(columns: columns, rows: 20)
      shell.press(.controlA)
      shell.type("P")
      shell.press(.controlE)
      shell.type("Q")
      let expected = "vecferry> P"
      try await shell.expect("a line of \(columns) columns") { picture in
        let text = picture.rows.joined()
        return text.contains(expected) && text.hasSuffix("Q")
          && text.components(separatedBy: "bbbb ").count == 2
      }
      shell.press(.backspace, .controlA)
      shell.type("\u{04}")
      try await shell.expect("the line without its marks") {
        let text = $0.rows.joined()
        return text.contains("vecferry> " + words) && !text.hasSuffix("Q")
      }
    }
    let picture = shell.picture
    #expect(picture.lines.filter { $0.contains("before") }.count == 2)
  }

  @Test func `Ctrl-Z stops the shell and fg brings the line back`() async throws {
    let home = try ShellAtTerminal(changing: ["PS1": "outer$ "])
    let outer = try TerminalSession(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: home.environment)
    try await outer.expectLine("outer$")
    outer.enter("stty -a >\(home.home)/before; \(try Executable.path(of: "vecferry"))")
    try await outer.expectLine("vecferry>")
    outer.type("echo intact")
    try await outer.expectLine("vecferry> echo intact")
    outer.press(.controlZ)
    try await outer.expectLine("outer$")
    outer.enter("fg")
    try await outer.expectLine("vecferry> echo intact")
    outer.press(.enter)
    try await outer.expect("the answer") { $0.lines.contains("intact") }
    outer.enter("exit")
    try await outer.expectLine("outer$")
    outer.enter("stty -a >\(home.home)/after; exit")
    #expect(try await outer.end() == .exited(0))
    let modes = try ["before", "after"].map {
      try String(contentsOfFile: "\(home.home)/\($0)", encoding: .utf8)
    }
    #expect(modes[0] == modes[1] && modes[0].contains("icanon"))
  }

  @Test func `an editor that is killed leaves line and terminal as they were`() async throws {
    let folder = try Scratch()
    let editor = folder.path(of: "editor")
    let isMade = FileManager.default.createFile(
      atPath: editor, contents: Data("#!/bin/sh\nstty raw -echo\nkill -9 $$\n".utf8),
      attributes: [.posixPermissions: 0o700])
    try #require(isMade)
    let shell = try await ShellAtTerminal(changing: ["EDITOR": editor]).start()
    shell.type("echo intact")
    shell.type("\u{18}\u{05}")
    try await shell.expect("the line once more") {
      $0.cursorLine == "vecferry> echo intact" && $0.count(of: "vecferry> echo intact") == 2
    }
    shell.press(.enter)
    try await shell.expect("the answer and a prompt") {
      $0.lines.contains("intact") && $0.cursorLine == "vecferry>"
    }
    shell.press(.controlD)
    #expect(try await shell.end() == .exited(0))
    #expect(shell.modes == .ordinary)
  }

  @Test func `a dumb terminal gets no escapes and is usable`() async throws {
    let shell = try await ShellAtTerminal(changing: ["TERM": "dumb"]).start()
    shell.type("echo onX")
    shell.press(.backspace)
    shell.enter("e")
    try await shell.expect("the answer") { $0.lines.contains("one") }
    shell.press(.controlC)
    try await shell.expect("^C")
    #expect(!shell.rawOutput.contains("\u{1b}"))
  }

  @Test(
    arguments: [
      ("", [], true), ("1", [], false), ("", ["--color", "never"], false),
      ("1", ["--color", "always"], true),
    ] as [(String, [String], Bool)])
  func `the prompt has colour unless NO_COLOR or --color says otherwise`(
    refusal: String, options: [String], hasColor: Bool
  ) async throws {
    let shell = try await ShellAtTerminal(changing: ["NO_COLOR": refusal]).start(options)
    shell.enter("echo one")
    try await shell.expect("the answer") { $0.lines.contains("one") }
    // Nothing that is written here has an m, but for the end of a sequence that sets a colour.
    #expect(shell.rawOutput.contains("m") == hasColor)
  }

  @Test func `in the C locale other letters are typed and shown`() async throws {
    let shell = try await ShellAtTerminal(changing: ["LANG": "C", "LC_ALL": "C"]).start()
    shell.enter("echo café 日本語")
    try await shell.expect("the answer") { $0.lines.contains("café 日本語") }
  }

  @Test func `a window of 20 columns is usable`() async throws {
    let shell = try await ShellAtTerminal().start(columns: 20)
    shell.type("echo one two three four fiXve")
    shell.press(.left, .left, .backspace, .controlA, .controlE, .enter)
    try await shell.expect("the line and the answer") {
      $0.rows.joined().contains("vecferry> echo one two three four five")
        && $0.lines.contains("one two three four") && $0.lines.contains("  five")
    }
  }

  @Test func `with output to a pipe the line is edited and the result is in the pipe`()
    async throws
  {
    let home = try ShellAtTerminal()
    let file = home.home + "/output"
    let shell = try TerminalSession(
      "/bin/sh", ["-c", "\(try Executable.path(of: "vecferry")) >\(file)"],
      environment: home.environment)
    try await shell.expectLine("vecferry>")
    shell.type("echo oXne")
    shell.press(.left, .left, .backspace, .enter)
    try await shell.expect("another prompt") { $0.count(of: "vecferry>") == 2 }
    shell.press(.controlD)
    _ = try await shell.end()
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "one\n")
  }

  @Test func `without a terminal there is no prompt and no escape`() async throws {
    let home = try ShellAtTerminal()
    let program = try Executable.path(of: "vecferry")
    let shell = try TerminalSession(
      "/bin/sh", ["-c", "printf 'echo one\\necho two' | \(program) | cat"],
      environment: home.environment)
    #expect(try await shell.end() == .exited(0))
    #expect(shell.rawOutput == "one\r\ntwo\r\n")
  }

  @Test func `vi keys of editrc work beside ours`() async throws {
    let home = try ShellAtTerminal()
    try "bind -v\n".write(toFile: home.home + "/.editrc", atomically: true, encoding: .utf8)
    let shell = try await home.start()
    shell.type("conn\t")
    try await shell.expect("the command") { $0.cursorLine.hasPrefix("vecferry> connect") }
    shell.press(.controlC)
    try await shell.expectLine("vecferry>")
    shell.type("cho one")
    try await shell.expectLine("vecferry> cho one")
    shell.press(.escape)
    shell.type("0ie")
    shell.press(.enter)
    try await shell.expect("the answer") { $0.lines.contains("one") }
  }

  @Test(arguments: ["nonsense of all kinds\n", "bind ^X no-such-function\n"])
  func `an editrc with errors leaves TAB and Ctrl-C as they are`(text: String) async throws {
    let home = try ShellAtTerminal()
    try text.write(toFile: home.home + "/.editrc", atomically: true, encoding: .utf8)
    let shell = try await home.start()
    shell.type("conn\t")
    try await shell.expect("the command") { $0.cursorLine.hasPrefix("vecferry> connect") }
    shell.press(.controlC)
    try await shell.expectLine("vecferry>")
  }

  @Test func `Ctrl-X Ctrl-E edits the line in an editor`() async throws {
    let shell = try await ShellAtTerminal(changing: ["EDITOR": "sed -i s/before/after/"]).start()
    shell.type("echo before")
    shell.type("\u{18}\u{05}")
    try await shell.expectLine("vecferry> echo after")
    shell.type(" all")
    shell.press(.enter)
    try await shell.expect("the answer") { $0.lines.contains("after all") }
  }
}
