internal import Foundation
internal import MilvusClient
internal import Testing

/// Keys: how they compare, and how they are written.
@Suite struct PrimaryKeyTests {
  private static let composed = PrimaryKey.varchar("\u{E9}")
  private static let decomposed = PrimaryKey.varchar("e\u{301}")

  @Test func `texts are compared by their bytes`() {
    #expect("\u{E9}" == "e\u{301}")
    #expect(Self.composed != Self.decomposed)
    #expect(Set([Self.composed, Self.decomposed]).count == 2)
    // 65 CC 81 comes before C3 A9.
    #expect(Self.decomposed < Self.composed)
    #expect(PrimaryKey.varchar("Z") < .varchar("a"))
    #expect(PrimaryKey.varchar("") < .varchar("\u{0}"))
    #expect(PrimaryKey.varchar("\u{FFFF}") < .varchar("😀"))
  }

  @Test func `numbers are compared by value`() {
    let keys = [Int64.max, -1, .min, 10, 9].map(PrimaryKey.int64)
    #expect(keys.sorted() == [Int64.min, -1, 9, 10, .max].map(PrimaryKey.int64))
  }

  @Test(arguments: [
    (PrimaryKey.int64(-42), "-42"), (.int64(.max), "9223372036854775807"),
    (.varchar("abc"), "\"abc\""), (.varchar(""), "\"\""), (.varchar("a\"b"), #""a\"b""#),
    (.varchar(#"a\b"#), #""a\\b""#), (.varchar("a\nb\rc"), #""a\nb\rc""#),
    (.varchar("a\r\nb"), #""a\r\nb""#),
    (.varchar("\t\u{1}\u{2028}{x}'é"), "\"\t\u{1}\u{2028}{x}'é\""),
    (.varchar(#"\""#), #""\\\"""#),
  ])
  func `a literal escapes exactly what every server's parser unescapes`(
    _ key: PrimaryKey, _ literal: String
  ) {
    #expect(Array(key.literal.utf8) == Array(literal.utf8))
  }

  @Test(arguments: [
    PrimaryKey.int64(0), .int64(.min), .int64(.max), .varchar(""), .varchar("i:1"),
    .varchar("a\nb"),
    composed, decomposed, .varchar("\u{301}"),
  ])
  func `a journal gives back the key that it was given`(_ key: PrimaryKey) {
    #expect(PrimaryKey(journalText: key.journalText) == key)
  }

  @Test func `a range of keys survives JSON, and other texts do not become keys`() throws {
    for range in [
      KeyRange(), KeyRange(lower: .int64(.min), upper: .int64(.max)),
      KeyRange(lower: Self.composed, upper: Self.decomposed),
      KeyRange(upper: .varchar("a\n\"\u{0}")),
    ] {
      let text = try JSONEncoder().encode(range)
      #expect(try JSONDecoder().decode(KeyRange.self, from: text) == range)
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(KeyRange.self, from: Data(#"{"upper": "42"}"#.utf8))
    }
  }

  @Test func `journal texts are stable`() {
    #expect(PrimaryKey.int64(42).journalText == "i:42")
    #expect(PrimaryKey.varchar("abc").journalText == "s:abc")
  }

  @Test(arguments: ["", "i:", "i:abc", "i:1 ", "i:+1", "42", "x:1", "s", "i:9223372036854775808"])
  func `other texts are no keys`(_ text: String) {
    #expect(PrimaryKey(journalText: text) == nil)
  }
}
