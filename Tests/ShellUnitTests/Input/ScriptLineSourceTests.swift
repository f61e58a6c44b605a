internal import Testing

@testable internal import Shell

/// Lines of a text with their places.
struct ScriptLineSourceTests {
  @Test(arguments: [
    ("", []), ("one", ["one"]), ("one\n", ["one"]), ("one\n\ntwo\n", ["one", "", "two"]),
    ("one\r\ntwo", ["one", "two"]), ("\n\n", ["", ""]),
  ])
  func `each line comes once and without its end`(text: String, lines: [String]) async {
    let found = await events(of: ScriptLineSource(text: text, name: "x")).map(\.text)
    #expect(found == lines)
  }

  @Test func `lines are numbered from 1`() async {
    let places = await events(of: ScriptLineSource(text: "a\n\nb", name: "trial")).map(\.place)
    #expect(places.map { $0?.description } == ["trial:1", "trial:2", "trial:3"])
  }

  @Test func `a later first line keeps its number`() async {
    let found = await events(of: ScriptLineSource(text: "a\nb\nc", name: "x", from: 3))
    #expect(found.map(\.text) == ["c"])
    #expect(found.map(\.place?.line) == [3])
  }

  @Test func `the end stays the end`() async {
    let source = ScriptLineSource(text: "", name: "x")
    for _ in 1...3 {
      let event = await source.nextLine(prompt: Prompt(""), continuation: true)
      #expect(event == .end)
    }
    #expect(!source.isInteractive)
  }

  private func events(
    of source: ScriptLineSource
  ) async -> [(text: String, place: ScriptPlace?)] {
    var found: [(String, ScriptPlace?)] = []
    while case .line(let text, let place) = await source.nextLine(
      prompt: Prompt(""), continuation: false)
    {
      found.append((text, place))
    }
    return found
  }
}
