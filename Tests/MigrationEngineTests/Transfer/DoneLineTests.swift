internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// Ranges that are done are joined where they follow each other, and nowhere else.
struct DoneLineTests {
  @Test(arguments: [(1, 10), (3, 4), (10, 1), (100, 1)])
  func `neighbours are joined, so many each`(share: Int, expected: Int) {
    var line = DoneLine(rangesEach: share)
    for place in 0..<10 { line.add(stretch(place), of: place, isDone: true) }
    let stretches = line.close()
    #expect(stretches.count == expected)
    #expect(stretches.reduce(0) { $0 + $1.rows } == 100)
    #expect(stretches.first?.range.lower == nil && stretches.last?.range.upper == .int64(100))
    for (one, next) in zip(stretches, stretches.dropFirst()) {
      #expect(one.range.upper == next.range.lower)
    }
  }

  @Test func `a range that is not done parts them`() {
    var line = DoneLine(rangesEach: 10)
    for place in 0..<5 { line.add(stretch(place), of: place, isDone: place != 2) }
    let stretches = line.close()
    #expect(stretches.map(\.rows) == [20, 20])
    #expect(stretches.map(\.range.lower) == [nil, .int64(30)])
  }

  @Test func `parts of a split come in any order`() {
    var line = DoneLine(rangesEach: 10)
    line.add(stretch(0), of: 0, isDone: true)
    for place in [3, 1, 2] { line.add(stretch(place), of: 1, isDone: place != 3) }
    line.add(stretch(4), of: 2, isDone: true)
    #expect(line.close().map(\.range.upper) == [.int64(30), .int64(50)])
  }

  @Test(arguments: [(false, 9, false), (false, 10, true), (false, 11, false), (true, 11, true)])
  func `only a replay may have left copies`(wasReplayed: Bool, stored: Int64, isAllowed: Bool) {
    let stretch = DoneStretch(
      partition: nil, range: KeyRange(), rows: 10, wasReplayed: wasReplayed)
    #expect(stretch.allows(stored) == isAllowed)
  }

  /// Ten keys above ten times a number.
  private func stretch(_ place: Int) -> DoneStretch {
    DoneStretch(
      partition: "p",
      range: KeyRange(
        lower: place == 0 ? nil : .int64(Int64(10 * place)), upper: .int64(Int64(10 * place + 10))),
      rows: 10)
  }
}
