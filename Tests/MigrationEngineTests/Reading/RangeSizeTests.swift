internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// How many rows a range gets.
struct RangeSizeTests {
  private func rows(of bytes: Int, in shard: RangeSize.Shard?) -> Int {
    RangeSize(.milvus, seen: (1, bytes), shard: shard).rowsPerRange
  }

  @Test(arguments: [(24, 16_384), (240, 16_384), (1 << 10, 3_840), (1 << 20, 3), (1 << 30, 1)])
  func `a range has the bytes of one answer, and no more rows than one has`(
    bytes: Int, expected: Int
  ) {
    #expect(rows(of: bytes, in: nil) == expected)
  }

  @Test(arguments: [(24, 1 << 19), (512, 1 << 19), (1 << 10, 1 << 18), (1 << 20, 1 << 8)])
  func `a shard is no larger than it may be, nor has more keys than are kept in memory`(
    bytes: Int, expected: Int
  ) {
    let shard = RangeSize.Shard(rows: 1_000_000_000, parts: 4)
    #expect(rows(of: bytes, in: shard) == expected)
    #expect(rows(of: bytes, in: RangeSize.Shard(rows: nil, parts: 64)) == expected)
  }

  @Test func `a shard of a small collection is no smaller than it may be`() {
    #expect(rows(of: 1 << 10, in: RangeSize.Shard(rows: 100_000, parts: 16)) == 1 << 16)
  }
}
