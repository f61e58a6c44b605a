internal import Testing

@testable internal import Shell

/// Columns of text.
struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("café", 4), ("cafe\u{301}", 4), ("日本語", 6), ("😀", 2), ("🇫🇷", 2),
    ("👨‍👩‍👧", 2), ("한국", 4), ("\u{1b}[1;31mred\u{1b}[0m", 3), ("a\tb", 2), ("\u{1100}\u{1161}", 2),
  ])
  func `a text takes the columns that a person sees`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("abc", 1, "…"), ("abc", 0, ""), ("\u{1b}[1mabcdef\u{1b}[0m", 4, "abc…"),
  ])
  func `a text is cut to its room with a mark`(text: String, columns: Int, expected: String) {
    #expect(DisplayWidth.truncated(text, to: columns) == expected)
  }

  @Test func `a text is filled with blanks on one side`() {
    #expect(DisplayWidth.padded("日本", to: 6) == "日本  ")
    #expect(DisplayWidth.padded("12", to: 4, alignedRight: true) == "  12")
    #expect(DisplayWidth.padded("toolong", to: 3) == "toolong")
  }

  @Test func `what is no terminal has no size`() {
    #expect(TerminalSize.current(of: -1) == nil)
  }
}
