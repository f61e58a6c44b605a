internal import Testing

@testable internal import Shell

/// Commands around other commands, and questions of scripts.
@Suite(.timeLimit(.minutes(5))) struct ReflexTests {
  @Test func `time runs a command, prints its time, and has its status`() async throws {
    let session = RecordedSession()
    #expect(try await session.run("time list things -o csv").status == .done)
    #expect(session.outputs.results.hasPrefix("NAME,WEIGHT"))
    #expect(session.outputs.messages.hasPrefix("took "))
    #expect(try await session.run("time differ").status == .differs)
    #expect(try await session.run("time nosuch").status == .usage)
    #expect(try await session.run("time exit 7").leaves)
  }

  @Test func `the time of each command is printed where that is set`() async throws {
    let session = RecordedSession()
    _ = try await session.run("set timing on; list things; set timing off; list things")
    #expect(session.outputs.messages.matches(of: /took .+\n/).count == 2)
  }

  @Test func `watch repeats a command, and ends after a failure`() async throws {
    let session = RecordedSession()
    #expect(try await session.run("watch -n 0.01 --count 3 -q echo on").status == .done)
    #expect(session.outputs.results == "on\non\non\n" && session.outputs.messages.isEmpty)
    #expect(try await session.run("watch -n 0.01 fail").status == .failed)
  }

  @Test func `watch is ended by Ctrl-C without a failure`() async throws {
    let session = RecordedSession()
    let run = Task { try await session.run("watch -n 600 echo on") }
    while session.outputs.results.isEmpty { await Task.yield() }
    run.cancel()
    #expect(try await run.value.status == .done)
  }

  @Test func `a line of the system's shell is passed on as it is`() async throws {
    let session = RecordedSession()
    #expect(try await session.run("!exit 5; echo $HOME 'x'").status.rawValue == 5)
    #expect(try await session.run("! test a = a | cat && true").status == .done)
    #expect(try await session.run("- !false").status == .done)
    #expect(try await session.run("!kill -TERM $$").status.rawValue == 143)
    #expect(try await session.run("!").status == .usage)
  }

  @Test(arguments: ["!ls -l | wc", "echo a; !b $x 'c", "@ !date # x", "''!a b"])
  func `a line of the system's shell is spelled as it was typed`(line: String) throws {
    let statements = try StatementParser.statements(of: line)
    let spelled = CommandSpelling.text(of: statements)
    #expect(
      try StatementParser.statements(of: spelled).map(\.steps.first?.command.systemLine)
        == statements.map(\.steps.first?.command.systemLine))
    #expect(CommandSpelling.text(of: try StatementParser.statements(of: spelled)) == spelled)
  }

  @Test func `sleep takes its time and no nonsense`() async throws {
    let session = RecordedSession()
    #expect(try await session.run("sleep 0.01").status == .done)
    #expect(try await session.run("sleep long").status == .usage)
  }

  @Test func `ask gives a variable its value, in a script too, and once`() async throws {
    let asked = RecordedSession(answerer: FixedAnswerer(line: "docs_2026"))
    #expect(try await asked.replay("ask COPY Name\necho $COPY").status == .done)
    #expect(asked.outputs.results == "docs_2026\n")
    let ended = RecordedSession(answerer: FixedAnswerer(.end))
    #expect(try await ended.run("ask COPY Name --default d").status == .failed)
    #expect(ended.outputs.messages == "no answer, COPY has no value\n")
    let given = RecordedSession(variables: ["COPY": "given"])
    #expect(try await given.replay("ask COPY Name\necho $COPY").status == .done)
    #expect(given.outputs.results == "given\n")
    let silent = RecordedSession()
    #expect(try await silent.replay("ask COPY Name\necho $COPY").status == .usage)
    #expect(try await silent.replay("ask COPY Name --default d\necho $COPY").status == .done)
    #expect(silent.outputs.results == "d\n")
    #expect(try await silent.run("ask 1x Name").status == .usage)
  }

  @Test func `confirm stops a script after a no`() async throws {
    let answers: [(Answer, Shell.ExitStatus)] = [
      (.line("y"), .done), (.line("n"), .failed), (.end, .failed), (.interrupted, .interrupted),
    ]
    for (answer, status) in answers {
      let session = RecordedSession(answerer: FixedAnswerer(answer))
      #expect(try await session.replay("confirm 'Go on?'\necho on").status == status)
      #expect(session.outputs.results == (status == .done ? "on\n" : ""))
    }
    let silent = RecordedSession()
    #expect(try await silent.replay("confirm 'Go on?'").status == .usage)
    #expect(try await silent.replay("confirm 'Go on?' --yes").status == .done)
  }

  @Test(arguments: [
    ("list things | less", "goes to the pager by itself"), ("list things > x", "names.csv"),
  ])
  func `pipes and redirections are answered with the way that works`(
    line: String, words: String
  ) throws {
    let error = #expect(throws: SyntaxError.self) { try StatementParser.statements(of: line) }
    #expect(error?.usageError.hint?.contains(words) == true)
  }

  @Test func `a line in quotes is answered with the line`() async throws {
    let session = RecordedSession()
    _ = try await session.run("'list things'")
    #expect(session.outputs.messages.contains("hint:  without the quotes: list things"))
  }

  @Test(arguments: [
    ("'list things --token root:Hidden'", "without the quotes: list things"),
    ("source 'https://root:my Hidden@host'", "connect source"),
    ("describe 'https://root:my Hidden@host'", "describe collection"),
  ])
  func `a secret in a hint is not shown`(line: String, words: String) async throws {
    let session = RecordedSession(tree: .standard)
    _ = try await session.run(line)
    #expect(session.outputs.messages.contains("hint:  "), "\(session.outputs.messages)")
    #expect(session.outputs.messages.contains(words), "\(session.outputs.messages)")
    #expect(!session.outputs.messages.contains("Hidden"), "\(session.outputs.messages)")
  }

  @Test(arguments: [
    ("set editing-mode vi; set editing-mode", "vi"), ("set bell 5; set bell", "5.0"),
    ("set bell off; set bell", "off"), ("set pager off; set pager", "off"),
  ])
  func `settings of the terminal are kept`(line: String, value: String) async throws {
    let session = RecordedSession()
    #expect(try await session.run(line).status == .done)
    #expect(session.outputs.results.contains(" \(value) "))
  }
}
