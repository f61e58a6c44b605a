internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Other places of texts than the first ones are found by asking a few times.
struct TextSpanTests {
  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz"

  /// All keys, and how many of them are known.
  private static let cases: [([String], Int)] = [
    ((0..<90_000).map { "key \(padded($0))" }, 1_000),
    (letters.flatMap { one in letters.map { "\(one)\($0)" } }, 20),
    (["a", "b", "日", "本", "\u{10FFFD}x"], 1),
  ]

  private func search(_ keys: [String], known: Int) -> (span: TextSpan, questions: Int) {
    var span = TextSpan(known: keys[known - 1])
    var questions = 0
    while let border = span.next() {
      questions += 1
      let beyond = keys.first {
        border.unicodeScalars.lexicographicallyPrecedes($0.unicodeScalars)
      }
      if let beyond { span.found(beyond) } else { span.foundNone() }
    }
    return (span, questions)
  }

  @Test(arguments: cases)
  func `borders part what is not known`(keys: [String], known: Int) throws {
    let (span, questions) = search(keys, known: known)
    let borders = try #require(span.borders)
    #expect(questions < 30)
    let last = try #require(borders.last)
    let places = borders.map { border in
      keys.count { $0.unicodeScalars.lexicographicallyPrecedes(border.unicodeScalars) }
    }
    #expect(places.last.map { $0 < keys.count && $0 > keys.count / 2 } == true, "\(places)")
    #expect(!last.isEmpty && places == places.sorted())
  }

  @Test(arguments: [["a", "ab", "abc"], ["", "a"], ["only"]])
  func `if nothing but longer texts lies beyond, there is no border`(keys: [String]) {
    #expect(search(keys, known: keys.count).span.borders == nil)
  }
}
