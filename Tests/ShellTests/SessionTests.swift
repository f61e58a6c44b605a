internal import Foundation
internal import TestSupport
internal import Testing

/// A whole session against real servers, typed as a user types it.
@Suite(.timeLimit(.minutes(15)))
struct SessionTests {
  private static let name = "shell_docs"
  private static let line = "vecferry src>tgt>"
  private static let rows = 150_000

  @Test func `a migration is interrupted, resumed, verified and loaded by typing`() async throws {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
    try await PythonTool.seedRanges.run([source, "\(Self.rows)", Self.name])
    let home = try ShellAtTerminal()
    let shell = try await home.start(columns: 110, rows: 60)
    try await connect(shell, source, target)
    try await check(shell)
    try await interruptMigration(in: shell)
    try await typeWhileNoticesArrive(in: shell)
    try await finish(in: shell)
    try await recall(in: home)
    #expect(try await ServerProbe(target).count(Self.name) == Int64(Self.rows))
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
  }

  @Test func `what the start options connect is not part of a result`() async throws {
    let home = try ShellAtTerminal()
    let end = try await Program.run(
      try Executable.path(of: "vecferry"),
      ["--source", try TestServer.source.address, "-o", "json", "-c", "list collections"],
      environment: home.environment)
    #expect(end.end == .exited(0), "\(end)")
    let document = try JSONSerialization.jsonObject(with: Data(end.output.utf8))
    #expect(document is [String: Any])
    #expect(end.errors.contains("read-only"))
  }

  private func connect(_ shell: TerminalSession, _ source: String, _ target: String) async throws {
    shell.enter("set notices all")
    shell.enter("connect source \(source) --label src")
    try await shell.expectLine("vecferry src>")
    #expect(shell.picture.count(of: "read-only") == 1)
    shell.enter("connect target \(target) --label tgt")
    try await shell.expectLine(Self.line)
  }

  /// TAB knows the names that the server has.
  private func check(_ shell: TerminalSession) async throws {
    shell.type("check shell_d\t")
    try await shell.expect("the name of the collection") {
      $0.cursorLine.hasPrefix("\(Self.line) check \(Self.name)")
        && $0.cursorColumn == "\(Self.line) check \(Self.name) ".count
    }
    shell.press(.enter)
    try await shell.expect("no blocker") {
      $0.count(of: "name on target") == 1 && $0.cursorLine == Self.line
    }
    #expect(shell.picture.count(of: "BLOCKER") == 0)
  }

  private func interruptMigration(in shell: TerminalSession) async throws {
    shell.enter("migrate \(Self.name)")
    try await shell.expect("a question") { $0.cursorLine.hasSuffix("[y/N]") }
    shell.enter("y")
    try await shell.expect("a copy on its way") { picture in
      picture.rows.contains { $0.contains(" copy ") && $0.contains("%") && !$0.contains(" 0 %") }
    }
    shell.press(.controlC)
    try await shell.expect("resume 1 goes on")
    #expect(shell.picture.count(of: "[1] paused at") == 1)
    shell.enter("status")
    try await shell.expect("Paused")
    try await shell.expectLine(Self.line)
  }

  /// What is half typed stays below every notice, and unchanged; the prompt counts the jobs.
  private func typeWhileNoticesArrive(in shell: TerminalSession) async throws {
    let half = "echo half a li"
    shell.enter("resume 1 &")
    try await shell.expectLine("vecferry src>tgt [1]>")
    let seen = shell.picture.lines.filter { $0.hasPrefix("[1] ") }.count
    shell.type(half)
    try await shell.expect("the half line, below notices to come") {
      $0.cursorLine == "vecferry src>tgt [1]> \(half)"
    }
    let picture = try await shell.expect("the end of the job", within: .seconds(60)) {
      $0.cursorLine == "\(Self.line) \(half)"
    }
    #expect(picture.lines.filter { $0.hasPrefix("[1] ") }.count > seen)
    #expect(picture.count(of: half) == 1)
    shell.type("ne")
    shell.press(.enter)
    try await shell.expect("the answer") { $0.lines.contains("half a line") }
  }

  private func finish(in shell: TerminalSession) async throws {
    shell.enter("wait 1")
    try await shell.expect("Successful")
    shell.enter("verify \(Self.name)")
    try await shell.expect("content is equal", within: .seconds(90))
    try await shell.expectLine(Self.line)
    shell.enter("load target:\(Self.name)")
    try await shell.expect("target:\(Self.name)  Loaded", within: .seconds(90))
    try await shell.expectLine(Self.line)
    #expect(shell.picture.count(of: "error:") == 0)
    shell.enter("exit")
    #expect(try await shell.end() == .exited(0))
    #expect(shell.modes == .ordinary)
  }

  private func recall(in home: ShellAtTerminal) async throws {
    let shell = try await home.start()
    shell.press(.up)
    try await shell.expectLine("vecferry> exit")
    shell.press(.up)
    try await shell.expectLine("vecferry> load target:\(Self.name)")
  }
}
