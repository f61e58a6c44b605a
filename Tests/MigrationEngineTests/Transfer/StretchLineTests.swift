internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// However many ranges a job has, their tally is short and holds every key once.
struct StretchLineTests {
  @Test(arguments: [0, 1, 2, 7, 8, 9, 100, 1000])
  func `stretches follow each other and hold all keys`(ranges: Int) {
    var line = StretchLine(partition: "p", atMost: 8)
    for place in 0..<ranges { line.add(stretch(place), of: place) }
    let stretches = line.close()
    #expect(stretches.count <= 8 && !stretches.isEmpty)
    #expect(stretches.reduce(0) { $0 + $1.keys } == Int64(10 * ranges))
    #expect(stretches.first?.range.lower == nil && stretches.last?.range.upper == nil)
    for (one, next) in zip(stretches, stretches.dropFirst()) {
      #expect(one.range.upper != nil && one.range.upper == next.range.lower)
    }
    // All but the last are of one size.
    #expect(Set(stretches.dropLast().map(\.keys)).count <= 1)
  }

  @Test func `parts of a split come in any order`() {
    var line = StretchLine(partition: nil, atMost: 8)
    line.add(stretch(0), of: 0)
    for place in [3, 1, 2] { line.add(stretch(place), of: 1) }
    line.add(stretch(4), of: 2)
    let uppers = line.close().map(\.range.upper)
    #expect(uppers == [.int64(10), .int64(20), .int64(30), .int64(40), nil])
  }

  /// Ten keys above ten times a number.
  private func stretch(_ place: Int) -> SourceTally.Stretch {
    SourceTally.Stretch(
      partition: "p",
      range: KeyRange(
        lower: place == 0 ? nil : .int64(Int64(10 * place)), upper: .int64(Int64(10 * place + 10))),
      keys: 10)
  }
}
