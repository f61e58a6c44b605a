internal import Testing

@testable internal import Shell

@Suite struct CompletionTests {
  private let completer = ShellCompleter(
    session: RecordedSession(variables: ["COPY": "x"]).session)

  private func candidates(_ text: String) -> [String] {
    completer.completions(for: text, cursor: text.count).candidates
  }

  @Test(arguments: [
    ("li", ["list"]),
    ("list ", ["things", "thoughts"]),
    ("list th", ["things", "thoughts"]),
    ("list thi", ["things"]),
    ("echo x; -dif", ["differ"]),
    ("copy a --t", ["--timeout", "--to"]),
    ("copy a --to x --t", ["--timeout"]),
    ("copy a --kind ", ["large", "small"]),
    ("copy a --kind l", ["large"]),
    ("copy a -o j", ["json", "jsonl"]),
    ("copy a --kind=", ["--kind=large", "--kind=small"]),
    ("copy a --kind=l", ["--kind=large"]),
    ("set on", ["on-error"]),
    ("unset ", ["COPY"]),
    ("help sta", ["status"]),
    ("nonsense x", []),
    ("history d", ["delete"]),
  ])
  func `what could stand at the cursor`(text: String, expected: [String]) {
    #expect(candidates(text) == expected)
  }

  @Test(arguments: [
    ("list thi", 3), ("list ", 0), ("copy a --kind=", 7), ("drop 'x y", 3), ("-dif", 3),
    ("echo x;dro", 3), ("drop a\\ b", 4),
  ])
  func `a candidate replaces the word that is being typed`(text: String, count: Int) {
    #expect(CompletedLine(text).typedCount == count)
  }

  @Test func `what is right of the cursor does not matter`() {
    #expect(completer.completions(for: "list thi rest", cursor: 8).candidates == ["things"])
  }

  @Test(arguments: [
    ("copy ", "NAMES --to PLACE [--kind small|large] [--count COUNT]"),
    ("copy a --to x ", "[--kind small|large] [--count COUNT] [--background]"),
    ("drop ", "NAME [--yes]"),
    ("drop", nil),
    ("nonsense ", nil),
  ])
  func `the hint shows what is still expected`(text: String, expected: String?) {
    #expect(completer.hint(for: text) == expected)
  }
}
