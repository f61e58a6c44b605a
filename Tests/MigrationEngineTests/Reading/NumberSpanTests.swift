internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// The end of numbers is found by asking a few times.
struct NumberSpanTests {
  @Test(
    arguments: [
      (0, 10, 10), (0, 10, 11), (0, 10, 12_345), (-500, 3, 1 << 40), (.min, .max, .max),
      (.min, 0, .max), (5, 5, 6), (0, 1, .max),
    ] as [(Int64, Int64, Int64)])
  func `the last number is found closely`(first: Int64, last: Int64, end: Int64) {
    var span = NumberSpan(first: first, last: last)
    var questions = 0
    while let border = span.next() {
      questions += 1
      if border < end { span.found(end) } else { span.foundNone() }
    }
    #expect(span.last == end)
    #expect(questions < 75)
  }

  @Test func `of numbers that lie close together it is missed by little`() {
    let numbers: Range<Int64> = 0..<1_000_000
    var span = NumberSpan(first: 0, last: 16_383)
    var questions = 0
    while let border = span.next() {
      questions += 1
      if border + 1 < numbers.upperBound { span.found(border + 1) } else { span.foundNone() }
    }
    #expect(span.last > 850_000)
    #expect(questions < 15)
    #expect(span.quarters.allSatisfy(numbers.contains))
  }

  @Test func `if nothing lies beyond, one question is enough`() {
    var span = NumberSpan(first: 0, last: 99)
    #expect(span.next() == 99)
    span.foundNone()
    #expect(span.next() == nil && span.last == 99)
  }
}
