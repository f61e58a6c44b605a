internal import MigrationEngine
internal import Testing

@testable internal import Shell

/// What `help` tells of the codes of errors and findings.
@Suite struct CodePageTests {
  @Test(arguments: CodePage.all)
  func `every code has a meaning, and what to do has no placeholder`(code: String) throws {
    let page = try #require(CodePage(code), "\(code)")
    #expect(!page.meaning.isEmpty && !page.meaning.hasSuffix("."))
    // Words that stand for something that the user would have to know.
    let placeholders = /\b(NAME|JOB|PLACE|FILE|ID|OLD|NEW|N|COMMAND|LINE|VALUE)\b/
    if let advice = page.advice {
      #expect(!advice.isEmpty && advice.firstMatch(of: placeholders) == nil, "\(advice)")
    }
    #expect(page.text.hasPrefix("\(code)\n\nMEANING\n  "))
    for line in page.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `every finding of check and diff is among them, and every code of an error`() {
    let all = Set(CodePage.all)
    for code in Finding.Code.allCases { #expect(all.contains(code.rawValue), "\(code)") }
    for code in DefinitionDifference.Code.allCases {
      #expect(all.contains("diff.\(code.rawValue)"), "\(code)")
    }
    for code in UsageError.Code.allCases {
      #expect(all.contains(Report(UsageError(code, "x")).code), "\(code)")
    }
    for code in MigrationError.Code.allCases {
      #expect(all.contains(Report(MigrationError(code, "x")).code), "\(code)")
    }
    #expect(all.contains(Report(CancellationError()).code))
  }

  @Test func `help tells a code, and one that is misspelt is guessed`() async throws {
    let recorded = RecordedSession(tree: .standard)
    _ = try await recorded.run("help check.nameTaken")
    #expect(
      recorded.outputs.results == """
        check.nameTaken

        MEANING
          the target has a collection of that name already

        TO DO
          migrate under another name with --rename, or say with --on-conflict what is
          to become of it

        """)
    _ = try await recorded.run("help check.nmeTaken")
    #expect(recorded.outputs.messages.contains("did you mean check.nameTaken?"))
  }

  @Test func `codes are completed once their dot is typed`() {
    let completer = ShellCompleter(session: RecordedSession(tree: .standard).session)
    #expect(
      completer.completions(for: "help check.nameT", cursor: 16).candidates == [
        "check.nameTaken", "check.nameTwice",
      ])
    #expect(completer.completions(for: "help chec", cursor: 9).candidates == ["check"])
  }
}
