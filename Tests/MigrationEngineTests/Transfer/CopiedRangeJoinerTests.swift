internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// Ranges that are done are joined where they follow each other, and nowhere else.
struct CopiedRangeJoinerTests {
  @Test(arguments: [(1, 10), (3, 4), (10, 1), (100, 1)])
  func `neighbours are joined, so many each`(share: Int, expected: Int) {
    var joiner = CopiedRangeJoiner(rangesEach: share)
    for place in 0..<10 { joiner.add(copied(place), of: place, isDone: true) }
    let joined = joiner.close()
    #expect(joined.count == expected)
    #expect(joined.reduce(0) { $0 + $1.rows } == 100)
    #expect(joined.first?.range.lower == nil && joined.last?.range.upper == .int64(100))
    for (one, next) in zip(joined, joined.dropFirst()) {
      #expect(one.range.upper == next.range.lower)
    }
  }

  @Test func `a range that is not done parts them`() {
    var joiner = CopiedRangeJoiner(rangesEach: 10)
    for place in 0..<5 { joiner.add(copied(place), of: place, isDone: place != 2) }
    let joined = joiner.close()
    #expect(joined.map(\.rows) == [20, 20])
    #expect(joined.map(\.range.lower) == [nil, .int64(30)])
  }

  @Test func `parts of a split come in any order`() {
    var joiner = CopiedRangeJoiner(rangesEach: 10)
    joiner.add(copied(0), of: 0, isDone: true)
    for place in [3, 1, 2] { joiner.add(copied(place), of: 1, isDone: place != 3) }
    joiner.add(copied(4), of: 2, isDone: true)
    #expect(joiner.close().map(\.range.upper) == [.int64(30), .int64(50)])
  }

  @Test(arguments: [(false, 9, false), (false, 10, true), (false, 11, false), (true, 11, true)])
  func `only a replay may have left copies`(wasReplayed: Bool, stored: Int64, isAllowed: Bool) {
    let copied = CopiedRange(
      partition: nil, range: KeyRange(), rows: 10, wasReplayed: wasReplayed)
    #expect(copied.allows(stored) == isAllowed)
  }

  /// Ten keys above ten times a number.
  private func copied(_ place: Int) -> CopiedRange {
    CopiedRange(
      partition: "p",
      range: KeyRange(
        lower: place == 0 ? nil : .int64(Int64(10 * place)), upper: .int64(Int64(10 * place + 10))),
      rows: 10)
  }
}
