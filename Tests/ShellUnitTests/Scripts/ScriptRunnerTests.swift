internal import Testing

@testable internal import Shell

@Suite struct ScriptRunnerTests {
  @Test func `a script stops at the first failure and says where`() async throws {
    let recorded = RecordedSession()
    let outcome = try await recorded.replay("list things\n\nfail\necho never\n# x\necho never")
    #expect(outcome.status == .failed)
    #expect(!recorded.outputs.results.contains("never"))
    #expect(
      recorded.outputs.messages == """
        test.vecferry:3: error: no thing "x"
        hint:  list things
        code:  usage.notFound
        stopped at test.vecferry:3; lines 4 to 6 not run

        """)
  }

  @Test func `texts that follow each other count their lines on`() async throws {
    let recorded = RecordedSession()
    let texts = ["echo one", "echo two\necho three", "fail", "echo x"]
    let script = try Script(texts: texts, name: "-c")
    #expect(script.statements.map(\.line) == [1, 2, 3, 4, 5])
    let runner = ScriptRunner(session: recorded.session, options: ScriptRunner.Options())
    #expect(await runner.replay(script).status == .failed)
    #expect(recorded.outputs.results == "one\ntwo\nthree\n")
    #expect(recorded.outputs.messages.hasPrefix("-c:4: error: no thing \"x\"\n"))
    #expect(recorded.outputs.messages.hasSuffix("stopped at -c:4; line 5 not run\n"))
  }

  @Test func `what is left open in one text does not go on in the next`() {
    let error = #expect(throws: ScriptError.self) {
      try Script(texts: ["echo one", "echo 'two", "echo three'"], name: "-c")
    }
    #expect(error?.place == ScriptPlace(name: "-c", line: 2))
  }

  @Test func `one line that is not run is named alone`() async throws {
    let recorded = RecordedSession()
    _ = try await recorded.replay("differ\necho x")
    #expect(recorded.outputs.messages == "stopped at test.vecferry:1; line 2 not run\n")
  }

  @Test func `the last line that fails stops nothing else`() async throws {
    let recorded = RecordedSession()
    let outcome = try await recorded.replay("differ")
    #expect(outcome.status == .differs)
    #expect(recorded.outputs.messages == "stopped at test.vecferry:1\n")
  }

  @Test(arguments: ["fail -o json", "differ -o jsonl", "list things -o json; differ -o json"])
  func `where a failure is told in JSON, so is where the script stopped`(line: String) async throws
  {
    let recorded = RecordedSession()
    _ = try await recorded.replay("\(line)\necho on")
    let stop = #"{"schema":"vecferry.note/1","text":"stopped at test.vecferry:1; line 2 not run"}"#
    #expect(recorded.outputs.messages.hasSuffix("\(stop)\n"), "\(recorded.outputs.messages)")
    await recorded.session.console.note("on")
    #expect(recorded.outputs.messages.hasSuffix("\non\n"))
  }

  @Test func `a minus ignores a failure and says so`() async throws {
    let recorded = RecordedSession()
    let outcome = try await recorded.replay("-fail\n-differ\necho on")
    #expect(outcome.status == .done)
    #expect(recorded.outputs.results == "on\n")
    #expect(recorded.outputs.messages == "test.vecferry:1: ignored: no thing \"x\"\n")
  }

  @Test func `keep going runs everything and ends with 1`() async throws {
    let recorded = RecordedSession()
    var options = ScriptRunner.Options()
    options.keepsGoing = true
    let outcome = try await recorded.replay("differ\nmgirate\necho on", options: options)
    #expect(outcome.status == .failed)
    #expect(recorded.outputs.results == "on\n")
  }

  @Test func `conditions decide what runs`() async throws {
    let recorded = RecordedSession()
    let text = "echo a && echo b; fail || echo c; echo d || echo e; fail && echo f || echo g"
    let outcome = try await recorded.replay(text)
    #expect(outcome.status == .done)
    #expect(recorded.outputs.results == "a\nb\nc\nd\ng\n")
  }

  @Test func `from a line on, only preparations are run before it`() async throws {
    let recorded = RecordedSession()
    var options = ScriptRunner.Options()
    options.from = 4
    _ = try await recorded.replay(
      "let A 1\nlist things\necho skipped\necho $A\necho end", options: options)
    #expect(
      recorded.outputs.results == "NAME   WEIGHT\nanvil   1,200\nbell    1,200\nin all 2\n1\nend\n")
  }

  @Test func `a trace shows commands with their variables replaced and secrets masked`()
    async throws
  {
    let recorded = RecordedSession(variables: ["A": "x y"], traces: true)
    _ = try await recorded.replay("echo $A\n@echo quiet\n-echo http://u:s@h")
    #expect(
      recorded.outputs.messages == "+ echo 'x y'\n+ -echo http://u:•••@h\n")
  }

  @Test func `arguments are numbered`() async throws {
    let recorded = RecordedSession()
    var options = ScriptRunner.Options()
    options.arguments = ["one", "two"]
    _ = try await recorded.replay("echo $2 $1; echo $@", options: options)
    #expect(recorded.outputs.results == "two one\none two\n")
  }

  @Test func `exit ends the script with its status`() async throws {
    let recorded = RecordedSession()
    let outcome = try await recorded.replay("exit 7\necho never")
    #expect(outcome == Dispatcher.Outcome(ExitStatus(rawValue: 7), leaves: true))
    #expect(recorded.outputs.results.isEmpty)
  }

  @Test func `nothing is asked in a script`() async throws {
    let recorded = RecordedSession(answerer: FixedAnswerer(line: "y"))
    let outcome = try await recorded.replay("drop anvil")
    #expect(outcome.status == .usage)
    #expect(recorded.outputs.messages.contains("hint:  say it beforehand with --yes"))
    #expect(try await recorded.replay("drop anvil --yes").status == .done)
  }

  @Test func `at a terminal the answer decides`() async throws {
    for line in ["y", "YES"] {
      let yes = RecordedSession(answerer: FixedAnswerer(line: line))
      #expect(try await yes.run("drop anvil").status == .done, "\(line)")
    }
    for line in ["n", "", "x"] {
      let no = RecordedSession(answerer: FixedAnswerer(line: line))
      #expect(try await no.run("drop anvil").status == .failed, "\(line)")
      // A plain no is no error.
      #expect(no.outputs.messages == "not confirmed, nothing was changed\n")
    }
    let ended = RecordedSession(answerer: FixedAnswerer(.end))
    #expect(try await ended.run("drop anvil").status == .failed)
    #expect(ended.outputs.messages == "no answer, nothing was changed\n")
    let interrupted = RecordedSession(answerer: FixedAnswerer(.interrupted))
    #expect(try await interrupted.run("drop anvil").status == .interrupted)
  }

  @Test func `an ampersand is the background option of commands that have one`() async throws {
    let recorded = RecordedSession()
    #expect(try await recorded.run("copy a --to b &").status == .done)
    #expect(recorded.outputs.messages == "copied a true\n")
    #expect(try await recorded.run("list things &").status == .usage)
  }

  @Test func `an error is one JSON object where results are JSON`() async throws {
    let recorded = RecordedSession()
    _ = try await recorded.run("fail -o json")
    #expect(recorded.outputs.messages.hasPrefix(#"{"schema":"vecferry.error/1","error":"no thing"#))
    #expect(recorded.outputs.messages.split(separator: "\n").count == 1)
  }
}
