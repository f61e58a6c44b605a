internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import MilvusClient
@testable internal import RangeTransfer

/// Which rows a baseline keeps.
@Suite struct KeptRowsTests {
  private func ranges(_ partition: ServerName?, _ keys: Range<Int64>) -> [DigestedRange] {
    stride(from: keys.lowerBound, to: keys.upperBound, by: 10).map { start in
      var range = DigestedRange(chunk: Chunk(partition: partition, range: KeyRange()))
      range.rows = (start..<min(start + 10, keys.upperBound)).map {
        RowDigest(key: .int64($0), fields: [UInt64($0), 3])
      }
      return range
    }
  }

  private func kept(_ most: Int, _ ranges: [DigestedRange]) -> [Baseline.Row] {
    var rows = KeptRows(most)
    for range in ranges { rows.offer(range) }
    return rows.close(["b", "a"])
  }

  @Test func `so many rows are kept, the same in whatever order they are read`() {
    let all = ranges("a", 0..<400) + ranges("b", 400..<600)
    let rows = kept(50, all)
    #expect(rows.count == 50)
    #expect(rows == kept(50, all.reversed()))
    var generator = SeededGenerator(seed: 4)
    #expect(rows == kept(50, all.shuffled(using: &generator)))
  }

  @Test func `they come by partition and key, from all over`() {
    let rows = kept(60, ranges("a", 0..<400) + ranges("b", 400..<800))
    let there = rows.filter { $0.partition == "b" }
    #expect(Array(rows.prefix(there.count)) == there)
    #expect((15...45).contains(there.count))
    #expect(there.map(\.key) == there.map(\.key).sorted())
    #expect(rows.first?.fields.count == 2)
  }

  @Test func `all are kept where they are no more, and none where none are wanted`() {
    #expect(kept(1000, ranges("a", 0..<95)).map(\.key) == (0..<95).map { .int64($0) })
    #expect(kept(.max, ranges("a", 0..<95)).count == 95)
    #expect(kept(0, ranges("a", 0..<95)).isEmpty)
  }
}
