internal import Foundation
internal import TestSupport
internal import Testing

/// Secrets, questions, and signals while no line is edited.
@Suite(.timeLimit(.minutes(5)))
struct AnswerTests {
  @Test func `a secret is not shown`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("secret")
    try await shell.expectLine("Token:")
    #expect(!shell.modes.echoes)
    shell.enter("root:Sécret")
    let picture = try await shell.expect("got 11 characters")
    #expect(picture.count(of: "root") == 0)
  }

  @Test func `Ctrl-C at a secret gives none and the terminal echoes again`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("secret")
    try await shell.expectLine("Token:")
    shell.type("half")
    shell.press(.controlC)
    try await shell.expect("got none")
    try await shell.expectLine("host>")
    shell.enter("foreground")
    try await shell.expect("running")
    #expect(shell.modes == .ordinary)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal to leave at a secret restores the terminal`(signal: Int32) async throws {
    let shell = try await EditorHost.start()
    shell.enter("secret")
    try await shell.expectLine("Token:")
    shell.send(signal: signal)
    #expect(try await shell.end() == .exited(128 + signal))
    #expect(shell.modes == .ordinary)
  }

  @Test func `an answer is taken without the blanks around it`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("question")
    try await shell.expectLine("Start?")
    shell.enter("  two words ")
    try await shell.expect("the answer") { $0.lines.contains("answer two words") }
  }

  @Test func `what is typed before a question is no answer`() async throws {
    let shell = try await EditorHost.start()
    shell.type("question\ry\r")
    try await shell.expect("Start?")
    shell.press(.controlC)
    try await shell.expect("interrupted")
  }

  @Test func `Ctrl-D at a question is no answer`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("question")
    try await shell.expectLine("Start?")
    shell.press(.controlD)
    try await shell.expect("no answer")
    try await shell.expectLine("host>")
  }

  @Test func `notices wait while a question is open`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("question")
    try await shell.expectLine("Start?")
    shell.send(signal: SIGUSR1)
    shell.enter("y")
    let picture = try await shell.expect("notice 1")
    let answer = try #require(picture.lines.firstIndex(of: "answer y"))
    let notice = try #require(picture.lines.firstIndex(of: "notice 1"))
    #expect(answer < notice)
  }

  @Test func `Ctrl-C and Ctrl-Z reach a foreground command`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("foreground")
    try await shell.expect("running")
    shell.press(.controlC)
    try await shell.expect("got interrupt")
    shell.press(.controlC)
    try await shell.expect("got interrupt", count: 2)
    shell.press(.controlZ)
    try await shell.expect("got suspend")
    try await shell.expectLine("host>")
  }

  @Test func `a signal to leave reaches a foreground command`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("foreground")
    try await shell.expect("running")
    shell.send(signal: SIGTERM)
    try await shell.expect("got terminate(15)")
    #expect(try await shell.end() == .exited(143))
  }
  @Test func `a signal to leave reaches a command that was only about to begin`() async throws {
    let shell = try await EditorHost.start()
    shell.enter("late foreground")
    try await shell.expect("not yet running")
    shell.send(signal: SIGTERM)
    try await shell.expect("got terminate(15)")
    #expect(try await shell.end() == .exited(143))
  }
}
