internal import TestSupport
internal import Testing

@testable internal import Shell

/// Rows and columns of a line, and the code points that a terminal sends.
struct LineGeometryTests {
  @Test(arguments: [
    ("", 0, 6), ("abc", 0, 9), ("abcd", 1, 0), ("abcde", 1, 1), ("日", 0, 8), ("a日本", 1, 2),
    ("\u{01}", 0, 8), ("ab\n", 1, 0), ("e\u{301}", 0, 7), ("日日", 1, 0),
  ])
  func `a text ends where a terminal of ten columns shows its end`(
    text: String, row: Int, column: Int
  ) {
    CharacterTable.prepare()
    let place = LineGeometry(promptWidth: 6, columns: 10).after(text)
    #expect(place.row == row)
    #expect(place.column == column)
  }

  @Test(arguments: ["", "abc", "café 日本語 😀", "\u{7f}\u{1}x"])
  func `the bytes of a text make its code points`(text: String) {
    #expect(decoded(Array(text.utf8)) == text)
  }

  @Test(
    arguments: [
      ([0xff, 0x61], "a"), ([0xe6, 0x97, 0x61], "a"), ([0x80, 0xbf, 0x62], "b"),
      ([0xc0, 0xaf, 0x63], "c"), ([0xf5, 0x64], "d"), ([0xed, 0xa0, 0x80, 0x65], "e"),
    ] as [([UInt8], String)])
  func `bytes that make no code point are dropped`(bytes: [UInt8], text: String) {
    #expect(decoded(bytes) == text)
  }

  @Test(arguments: [UInt64](1...20)) func `any bytes are survived`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (1...2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(decoded(bytes + Array("\u{0a}end".utf8)).hasSuffix("end"))
  }

  private func decoded(_ bytes: [UInt8]) -> String {
    var decoder = ScalarDecoder()
    return String(String.UnicodeScalarView(bytes.compactMap { decoder.accept($0) }))
  }
}
