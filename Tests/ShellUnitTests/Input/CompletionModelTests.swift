internal import Testing

@testable internal import Shell

/// What TAB types and lists.
struct CompletionModelTests {
  @Test(
    arguments: [
      (["connect"], "con", "connect "), (["source:"], "so", "source:"),
      (["--rate="], "--r", "--rate="),
      (["docs_v1", "docs_v2"], "do", "docs_v"), (["docs_v1", "docs_v2"], "docs_v", nil),
      (["a", "b"], "", nil), ([], "x", nil), (["日本語", "日本国"], "日", "日本"),
      (["'a b'"], "a", "'a b' "), (["connect"], "connect", "connect "),
    ] as [([String], String, String?)])
  func `TAB types what all candidates begin with`(
    candidates: [String], typed: String, expected: String?
  ) {
    let completions = Completions(replacing: typed.count, candidates: candidates)
    #expect(completions.replacement(for: typed) == expected)
  }

  @Test func `candidates stand in columns that are read downwards`() {
    let list = CandidateList(["a", "bb", "ccc", "dd", "e"], columns: 12, rows: 10)
    #expect(list.text == "a    dd\nbb   e\nccc\n")
  }

  @Test func `wide names keep their columns`() {
    let list = CandidateList(["日本", "b", "cc", "d"], columns: 13, rows: 10)
    #expect(list.text == "日本  cc\nb     d\n")
  }

  @Test func `too many candidates are cut and counted`() {
    let list = CandidateList((1...50).map { "name\($0)" }, columns: 20, rows: 5)
    let rows = list.text.split(separator: "\n")
    #expect(rows.count == 5)
    #expect(rows.last == "and 42 more")
  }

  @Test func `a name wider than the window has a row of its own`() {
    let list = CandidateList(["abcdefghij", "k"], columns: 5, rows: 5)
    #expect(list.text == "abcdefghij\nk\n")
  }
}
