internal import Synchronization
internal import Testing

@testable internal import Shell

@Suite struct ConsoleTests {
  private let terminal = Screen(
    resultsAreTerminal: true, errorsAreTerminal: true, welcomesColor: true, fixedWidth: 40)

  private func printed(
    on screen: Screen, _ body: (Console) async -> Void
  ) async -> RecordedSession.Outputs {
    let outputs = RecordedSession.Outputs()
    await body(Console(screen: screen) { outputs.add($0, to: $1) })
    return outputs
  }

  @Test func `results and everything else go different ways`() async {
    let outputs = await printed(on: .files) { console in
      try? await console.result("data\n")
      await console.note("notice")
      await console.show(block: ["progress"])
    }
    #expect(outputs.results == "data\n")
    #expect(outputs.messages == "notice\n")
  }

  @Test func `a result that is lost is an error, a message is not`() async throws {
    let console = Console(screen: .files) { _, _ throws(UsageError) in
      throw UsageError(.unwritableFile, "no room")
    }
    await console.note("nobody reads this")
    await #expect(throws: UsageError.self) { try await console.result("data\n") }
  }

  @Test(arguments: [true, false]) func `clear empties a terminal only`(isTerminal: Bool)
    async throws
  {
    let recorded = RecordedSession(screen: isTerminal ? terminal : .files)
    let outcome = try await recorded.run("clear")
    #expect(outcome.status == .done && recorded.outputs.results.isEmpty)
    #expect(recorded.outputs.messages == (isTerminal ? "\u{1B}[H\u{1B}[2J" : ""))
  }

  @Test func `where results are JSON, messages are JSON lines`() async {
    let outputs = await printed(on: .files) { console in
      await console.speak(json: true)
      await console.note("assumed \"x\"")
      await console.report(Report("bad", code: "a.b"))
      await console.speak(json: false)
      await console.note("plain")
    }
    #expect(
      outputs.messages == """
        {"schema":"vecferry.note/1","text":"assumed \\"x\\""}
        {"schema":"vecferry.error/1","error":"bad","hint":null,"code":"a.b"}
        plain

        """)
  }

  @Test func `a narrow window gets its messages broken at blanks`() async {
    let outputs = await printed(on: terminal) { console in
      await console.note("a line of several words that is longer than forty columns")
    }
    let lines = outputs.messages.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 40 })
  }

  @Test func `what is waited for is shown where no work is`() async {
    let outputs = await printed(on: terminal) { console in
      await console.show(remark: "waiting")
      await console.show(block: ["work"])
      await console.removeBlock()
      await console.show(remark: nil)
    }
    let erase = "\r\u{1B}[1A\u{1B}[J"
    #expect(outputs.messages == "waiting\n\(erase)work\n\(erase)waiting\n\(erase)")
  }

  @Test func `a line is printed above the live block`() async {
    let outputs = await printed(on: terminal) { console in
      await console.show(block: ["one", "two"])
      await console.note("notice")
      await console.removeBlock()
    }
    let erase = "\r\u{1B}[2A\u{1B}[J"
    #expect(outputs.messages == "one\ntwo\n\(erase)notice\none\ntwo\n\(erase)")
  }

  @Test func `while a line is edited, notices go to its owner`() async {
    let board = Mutex<[String]>([])
    let outputs = await printed(on: terminal) { console in
      await console.lend(to: { line in board.withLock { $0.append(line) } })
      await console.note("first")
      await console.show(block: ["x"])
      await console.lend(to: nil)
      await console.note("second")
    }
    #expect(board.withLock { $0 } == ["first"])
    #expect(outputs.messages == "second\n")
  }

  @Test(arguments: [
    (ColorChoice.auto, true, true), (.auto, false, false), (.always, false, true),
    (.never, true, false),
  ])
  func `colour follows the choice and the terminal`(
    choice: ColorChoice, isTerminal: Bool, expected: Bool
  ) {
    let screen = isTerminal ? terminal : .files
    #expect(screen.usesColor(choice, on: .results) == expected)
  }
}
