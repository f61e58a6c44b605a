internal import TestSupport
internal import Testing

/// What becomes of a running job when its user turns to something else, or leaves.
@Suite(.timeLimit(.minutes(15)))
struct DepartureTests {
  private static let name = "departure"
  private static let rows = 20_000
  private static let idle = "vecferry src>tgt>"
  private static let busy = "vecferry src>tgt [1]>"

  @Test func `a running job is left, brought back, stayed with, paused, and waited for`()
    async throws
  {
    let (source, target) = (try TestServer.source.address, try TestServer.target.address)
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
    try await PythonTool.seedRanges.run([source, "\(Self.rows)", Self.name])
    let proxy = try TCPProxy(to: try ServerProbe(target).port)
    // 5.4 MB: slow enough for whoever types.
    proxy.slow(to: .trickle(kilobytesPerSecond: 300))
    let home = try ShellAtTerminal()
    try await leave(try await connected(home, source, proxy), proxy)
    try await wait(try await connected(home, source, proxy), proxy)
    #expect(try await ServerProbe(target).count(Self.name) == Int64(Self.rows))
    try await ServerProbe(source).drop(Self.name)
    try await ServerProbe(target).drop(Self.name)
  }

  private func connected(
    _ home: ShellAtTerminal, _ source: String, _ proxy: TCPProxy
  ) async throws -> TerminalSession {
    let shell = try await home.start(columns: 110, rows: 50)
    shell.enter("connect source \(source) --label src")
    try await shell.expectLine("vecferry src>")
    shell.enter("connect target \(proxy.address) --label tgt")
    try await shell.expectLine(Self.idle)
    return shell
  }

  /// Ctrl-Z, fg, and the two answers that do not wait.
  private func leave(_ shell: TerminalSession, _ proxy: TCPProxy) async throws {
    shell.enter("migrate \(Self.name) --index same --yes")
    try await expectProgress(on: shell)
    shell.press(.controlZ)
    try await shell.expectLine(Self.busy)
    #expect(shell.picture.count(of: "in the background") == 1)
    shell.enter("fg 1")
    try await expectProgress(on: shell)
    shell.press(.controlZ)
    try await shell.expectLine(Self.busy)
    try await exit(shell, answering: "s")
    try await shell.expectLine(Self.busy)
    try await exit(shell, answering: "p")
    // What is under way may arrive now; no more is sent.
    proxy.slow(to: nil)
    #expect(try await shell.end(within: .seconds(30)) == .exited(75))
    #expect(shell.picture.count(of: "[1] paused at") >= 1)
    #expect(shell.modes == .ordinary)
  }

  /// The server takes seconds for what is left, even if all entities have arrived.
  private func wait(_ shell: TerminalSession, _ proxy: TCPProxy) async throws {
    proxy.slow(to: .trickle(kilobytesPerSecond: 300))
    shell.enter("resume 1 &")
    try await shell.expectLine(Self.busy)
    try await exit(shell, answering: "w")
    proxy.slow(to: nil)
    #expect(try await shell.end(within: .seconds(60)) == .exited(0))
    #expect(shell.picture.lines.contains { $0.hasPrefix("[1] ") && $0.contains("Successful") })
    #expect(shell.modes == .ordinary)
  }

  private func expectProgress(on shell: TerminalSession) async throws {
    try await shell.expect("a copy on its way", within: .seconds(30)) { picture in
      picture.rows.contains { $0.contains(" copy ") && $0.contains("%") }
        && !picture.cursorLine.hasPrefix("vecferry")
    }
  }

  private func exit(_ shell: TerminalSession, answering answer: String) async throws {
    shell.enter("exit")
    try await shell.expect("a question") { $0.cursorLine.hasSuffix("[s]tay?") }
    shell.enter(answer)
  }
}
