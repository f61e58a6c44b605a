internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// However many ranges a job has, their tally is short and holds every key once.
struct CountedRangeJoinerTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 1000])
  func `ranges follow each other and hold all keys`(ranges: Int) {
    var joiner = CountedRangeJoiner(partition: "p", atMost: 8)
    for place in 0..<ranges { joiner.add(counted(place), of: place) }
    let joined = joiner.close()
    #expect(joined.count <= 8 && !joined.isEmpty)
    #expect(joined.reduce(0) { $0 + $1.keys } == Int64(10 * ranges))
    #expect(joined.first?.range.lower == nil && joined.last?.range.upper == nil)
    for (one, next) in zip(joined, joined.dropFirst()) {
      #expect(one.range.upper != nil && one.range.upper == next.range.lower)
    }
    // All but the last are of one size.
    #expect(Set(joined.dropLast().map(\.keys)).count <= 1)
  }

  @Test func `parts of a split come in any order`() {
    var joiner = CountedRangeJoiner(partition: nil, atMost: 8)
    joiner.add(counted(0), of: 0)
    for place in [3, 1, 2] { joiner.add(counted(place), of: 1) }
    joiner.add(counted(4), of: 2)
    let uppers = joiner.close().map(\.range.upper)
    #expect(uppers == [.int64(10), .int64(20), .int64(30), .int64(40), nil])
  }

  /// Ten keys above ten times a number.
  private func counted(_ place: Int) -> SourceTally.CountedRange {
    SourceTally.CountedRange(
      partition: "p",
      range: KeyRange(
        lower: place == 0 ? nil : .int64(Int64(10 * place)), upper: .int64(Int64(10 * place + 10))),
      keys: 10)
  }
}
