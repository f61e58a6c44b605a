import MilvusClient
import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct RangeCutterTests {
  private func keys(_ numbers: some Sequence<Int64>) -> [PrimaryKey] {
    numbers.map(PrimaryKey.int64)
  }

  @Test func `ranges cover every key once, however the pages fall`() {
    let all = keys(stride(from: 3, through: 3000, by: 7))
    for page in [1, 10, 99, 1000] {
      var cutter = RangeCutter(after: nil)
      var ranges: [CutRange] = []
      for start in stride(from: 0, to: all.count, by: page) {
        let piece = Array(all[start..<min(start + page, all.count)])
        ranges += cutter.take(piece, rowsPerRange: 50, isLast: false)
      }
      ranges += cutter.take([], rowsPerRange: 50, isLast: true)
      #expect(ranges.map(\.rows).reduce(0, +) == all.count)
      for key in all { #expect(ranges.count { $0.range.contains(key) } == 1) }
      #expect(ranges.dropLast().allSatisfy { $0.rows == 50 })
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.range.upper == $1.range.lower })
    }
  }

  @Test func `the first range begins at the lowest key there can be`() {
    var cutter = RangeCutter(after: nil)
    let ranges = cutter.take(keys([Int64.min, 0]), rowsPerRange: 5, isLast: true)
    #expect(ranges == [CutRange(range: KeyRange(lower: nil, upper: .int64(0)), rows: 2)])
  }

  @Test func `a scan goes on after the keys that wait for a full range`() {
    var cutter = RangeCutter(after: .int64(9))
    _ = cutter.take(keys([10, 11, 12]), rowsPerRange: 2, isLast: false)
    #expect(cutter.boundary == .int64(11))
    #expect(cutter.scanned == .int64(12))
  }

  @Test func `an empty partition has no ranges`() {
    var cutter = RangeCutter(after: nil)
    #expect(cutter.take([], rowsPerRange: 5, isLast: true).isEmpty)
  }
}
