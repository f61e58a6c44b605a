internal import Testing

@testable internal import Shell

@Suite struct ShellLoopTests {
  private func run(
    _ text: String, _ recorded: RecordedSession = RecordedSession()
  ) async -> Shell.ExitStatus {
    await ShellLoop(
      session: recorded.session, source: ScriptLineSource(text: text, name: "standard input"),
      noticeBox: NoticeBox(),
      guarding: CommandGuard(session: recorded.session) { AsyncStream { _ in } },
      hasToLeave: { nil }
    ).run()
  }

  @Test(.timeLimit(.minutes(5)))
  func `lines of a pipe are run until one fails`() async {
    let recorded = RecordedSession()
    let status = await run("echo a\necho b \\\n c\nfail\necho never", recorded)
    #expect(status == .failed)
    #expect(recorded.outputs.results == "a\nb c\n")
    #expect(recorded.outputs.messages.contains("standard input:4: error: no thing"))
    #expect(recorded.outputs.messages.hasSuffix("stopped at standard input:4\n"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `a quote that is never closed is an error at the end`() async {
    let recorded = RecordedSession()
    #expect(await run("echo a\necho 'b\nc", recorded) == .usage)
    #expect(recorded.outputs.messages.hasPrefix("standard input:2: error: the quote '"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `exit leaves with its status`() async {
    #expect(await run("exit 4\necho x") == Shell.ExitStatus(rawValue: 4))
    #expect(await run("echo x") == .done)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a pipe that goes on after failures ends with 1`() async {
    let recorded = RecordedSession()
    #expect(await run("set on-error continue\ndiffer\necho on", recorded) == .failed)
    #expect(recorded.outputs.results == "on\n")
  }
}
