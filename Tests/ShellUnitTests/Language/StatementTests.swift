internal import Testing

@testable internal import Shell

@Suite struct StatementTests {
  private func spelled(_ text: String) throws -> [String] {
    try StatementParser.statements(of: text).map { CommandSpelling.text(of: $0) }
  }

  @Test func `separators end statements, and-or lists do not`() throws {
    #expect(try spelled("a; b\nc && d || e &\nf") == ["a", "b", "c && d || e &", "f"])
  }

  @Test func `a line may end after an operator`() throws {
    #expect(try spelled("a &&\n\n b") == ["a && b"])
    #expect(throws: SyntaxError(problem: .openCommand(after: "||"), line: 1, column: 3)) {
      try StatementParser.statements(of: "a ||\n")
    }
  }

  @Test(arguments: [";", "a ;; b", "&& a", "a && && b", "& a"])
  func `an operator needs a command`(text: String) {
    #expect(throws: SyntaxError.self) { try StatementParser.statements(of: text) }
  }

  @Test(arguments: [
    ("-drop x", true, false, "drop"),
    ("@drop x", false, true, "drop"),
    ("-@drop x", true, true, "drop"),
    ("@- drop x", true, true, "drop"),
    ("--drop", true, false, "-drop"),
    ("'-drop' x", false, false, "-drop"),
    ("-", false, false, "-"),
  ])
  func `prefixes are taken from the first word`(
    text: String, ignores: Bool, silent: Bool, word: String
  ) throws {
    let command = try #require(StatementParser.statements(of: text).first?.steps.first?.command)
    #expect(command.ignoresFailure == ignores)
    #expect(command.isSilent == silent)
    #expect(command.words.first?.unquotedText == word)
  }

  @Test func `a statement knows the line it begins on`() throws {
    let statements = try StatementParser.statements(of: "# x\n\na\nb \\\n c\nd", line: 10)
    #expect(statements.map(\.line) == [12, 13, 15])
  }

  @Test(arguments: [
    "'-drop' x", "--drop", "@-@x", "''$A b", "-'@'x", "- \u{301}x", "'@\u{301}' x", "a ~/x",
    "a '~/x'", "a ~/$B", "a --c=~/x '--c=~/x'",
  ])
  func `what is written back is read as the same`(text: String) throws {
    let once = try spelled(text)
    let again = try StatementParser.statements(of: once.joined(separator: "\n"))
    let first = try StatementParser.statements(of: text)
    #expect(
      again.map(\.steps.first?.command.ignoresFailure)
        == first.map(\.steps.first?.command.ignoresFailure))
    #expect(
      again.map(\.steps.first?.command.isSilent) == first.map(\.steps.first?.command.isSilent))
    let empty = Expansion { $0 == "HOME" ? "/h" : "" }
    for (one, other) in zip(first, again) {
      #expect(
        try empty.words(one.steps[0].command.words) == empty.words(other.steps[0].command.words))
    }
  }

  @Test func `a semicolon behind an ampersand is one separator`() throws {
    #expect(try spelled("a & ; b") == ["a &", "b"])
  }

  @Test func `statements in one line are joined so that they can be read`() throws {
    let text = CommandSpelling.text(of: try StatementParser.statements(of: "a & b; c && d\ne"))
    #expect(text == "a & b; c && d; e")
    #expect(try StatementParser.statements(of: text).count == 4)
  }

  @Test func `variables are written back as references`() throws {
    let text = "use $DB \"${X:-a b}\" pre$1'fix $1' \"$A\""
    #expect(try spelled(text) == ["use ${DB} \"${X:-a b}\" pre${1}'fix $1' \"${A}\""])
  }
}
