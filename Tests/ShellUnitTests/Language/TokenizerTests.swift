internal import TestSupport
internal import Testing

@testable internal import Shell

@Suite struct TokenizerTests {
  /// The words of a text with their variables as `${NAME}`; separators as they are.
  private func words(_ text: String) throws -> [String] {
    try Tokenizer.tokens(of: text).map { token in
      switch token {
      case .word(let word): word.unquotedText
      case .separator(let separator, _, _): separator.rawValue
      }
    }
  }

  @Test(arguments: [
    ("", []),
    ("  \t ", []),
    ("list collections", ["list", "collections"]),
    ("a  b\tc", ["a", "b", "c"]),
    ("'a b' \"c d\"", ["a b", "c d"]),
    ("a'b c'd", ["ab cd"]),
    ("'' \"\"", ["", ""]),
    ("a\\ b \\# \\'", ["a b", "#", "'"]),
    ("a\\.b a\\:b \\* \\? \\\\", ["a\\.b", "a\\:b", "\\*", "\\?", "\\"]),
    ("'a\\.b' \"a\\.b\"", ["a\\.b", "a\\.b"]),
    ("a # comment ; b", ["a"]),
    ("a#b", ["a#b"]),
    ("# all", []),
    ("'it'\\''s'", ["it's"]),
    ("\"a \\\"b\\\" \\\\ \\$x \\y\"", ["a \"b\" \\ $x \\y"]),
    ("a;b", ["a", ";", "b"]),
    ("a && b||c", ["a", "&&", "b", "||", "c"]),
    ("a &", ["a", "&"]),
    ("a\nb", ["a", "newline", "b"]),
    ("a \\\n b", ["a", "b"]),
    ("ab\\\ncd", ["abcd"]),
    ("'a\nb'", ["a\nb"]),
    ("$A ${B} ${C:-d e} x$A", ["${A}", "${B}", "${C:-d e}", "x${A}"]),
    ("'$A' \\$A", ["$A", "$A"]),
    ("$1 $@ $12", ["${1}", "${@}", "${1}2"]),
    ("docs* im?ges a[1] k=v ~/x", ["docs*", "im?ges", "a[1]", "k=v", "~/x"]),
    ("日本語 é", ["日本語", "é"]),
  ])
  func `text is split into words`(text: String, expected: [String]) throws {
    #expect(try words(text) == expected)
  }

  @Test(arguments: [
    ("a 'b", SyntaxError.Problem.openQuote("'"), 3),
    ("\"b", .openQuote("\""), 1),
    ("a \\", .openLine, 3),
    ("x ${A", .openVariable, 4),
  ])
  func `text that could go on is incomplete`(
    text: String, problem: SyntaxError.Problem, column: Int
  ) {
    #expect(throws: SyntaxError(problem: problem, line: 1, column: column)) {
      try Tokenizer.tokens(of: text)
    }
    #expect(SyntaxError(problem: problem, line: 1, column: 1).isIncomplete)
  }

  @Test(arguments: ["|", "<", ">", "(", ")", "{", "}", "`"])
  func `a reserved character without quotes is an error now`(character: Character) throws {
    #expect(throws: SyntaxError(problem: .reserved(character), line: 1, column: 6)) {
      try Tokenizer.tokens(of: "list \(character) x")
    }
    #expect(try words("list '\(character)'") == ["list", String(character)])
  }

  @Test(arguments: ["$", "$ x", "$-", "${}", "${A-b}", "${A:-$B}", "\"$\""])
  func `a dollar sign without a name is an error`(text: String) {
    #expect(throws: SyntaxError.self) { try Tokenizer.tokens(of: text) }
  }

  @Test(
    arguments: [
      ("list\u{A0}collections", "\u{A0}", 5, "a blank"),
      ("a \u{201C}b\u{201D}", "\u{201C}", 3, "\""),
      ("it\u{2019}s", "\u{2019}", 3, "'"), ("a \u{2013}-yes", "\u{2013}", 3, "-"),
      ("\u{2014}on", "\u{2014}", 1, "-"), ("do\u{200B}cs", "\u{200B}", 3, "nothing"),
      ("a\u{2028}b", "\u{2028}", 2, "a new line"), ("a \u{2212}1", "\u{2212}", 3, "-"),
    ] as [(String, Unicode.Scalar, Int, String)])
  func `a typographic character without quotes is named with its place`(
    text: String, scalar: Unicode.Scalar, column: Int, meaning: String
  ) throws {
    let problem = SyntaxError.Problem.typographic(scalar, meaning: meaning)
    #expect(throws: SyntaxError(problem: problem, line: 1, column: column)) {
      try Tokenizer.tokens(of: text)
    }
    #expect(try words("'\(scalar)'") == [String(scalar)])
    #expect(try words("# \(text)") == [])
  }

  @Test func `the message names the code point`() {
    let error = #expect(throws: SyntaxError.self) { try Tokenizer.tokens(of: "a \u{2013}y") }
    #expect(error?.usageError.message == "U+2013 without quotes at column 3")
    #expect(error?.usageError.hint?.hasPrefix("was - meant?") == true)
  }

  @Test func `the place of a mistake counts joined lines`() {
    #expect(throws: SyntaxError(problem: .reserved("|"), line: 8, column: 3)) {
      try Tokenizer.tokens(of: "a \\\n\n  | b", line: 6)
    }
  }

  @Test(arguments: 0..<64)
  func `quoting is undone by the tokenizer`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let original = Self.randomWords(&generator)
      let statements = try StatementParser.statements(of: Quoting.line(original))
      let command = try #require(statements.first?.steps.first?.command)
      let words = try Expansion { $0 == "HOME" ? "/home/ann" : nil }.words(command.words)
      // Scalars, because texts that look alike are equal and must still not be exchanged.
      #expect(words.map { Array($0.unicodeScalars) } == original.map { Array($0.unicodeScalars) })
      #expect(statements.count == 1 && !command.ignoresFailure && !command.isSilent, "seed \(seed)")
    }
  }

  private static func randomWords(_ generator: inout SeededGenerator) -> [String] {
    let alphabet = Array(
      "aZ09_-@#$'\"\\;&|<>(){}`*?[]=:/.,+%^!~ \t\n\r•é日\u{301}\u{200D}👩\u{A0}\u{2013}“"
        .unicodeScalars)
    return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        if let scalar = alphabet.randomElement(using: &generator) { text.append(scalar) }
      }
      return String(text)
    }
  }
}
