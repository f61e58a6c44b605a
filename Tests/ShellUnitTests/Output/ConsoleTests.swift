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
      await console.result("data\n")
      await console.note("notice")
      await console.show(block: ["progress"])
    }
    #expect(outputs.results == "data\n")
    #expect(outputs.messages == "notice\n")
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
