internal import Testing

@testable internal import Shell

/// Nothing that a server names steers the terminal or deceives its reader.
@Suite struct ControlCharacterTests {
  @Test(arguments: [
    ("\u{202E}", "202e"), ("\u{2066}", "2066"), ("\u{200B}", "200b"), ("\u{2028}", "2028"),
    ("\u{2029}", "2029"), ("\u{A0}", "a0"), ("\u{FEFF}", "feff"), ("\u{1B}", "1b"),
    ("\u{9B}", "9b"), ("\u{3000}", "3000"), ("\n", "a"),
  ])
  func `what cannot be seen is shown by its number`(text: String, number: String) {
    #expect(ControlCharacters.shown("a\(text)b").contains("\\u{\(number)}"))
  }

  @Test(arguments: ["café", "日本語", "👩", "👨‍👩‍👧", "cafe\u{301}", "a b", "Привет", "❤\u{FE0F}\u{200D}🔥"])
  func `what can be seen stays`(text: String) {
    #expect(ControlCharacters.shown(text) == text)
  }
}
