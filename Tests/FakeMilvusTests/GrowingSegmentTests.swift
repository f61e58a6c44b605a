internal import MilvusWire
internal import TestSupport
internal import Testing

/// What answers of 2.3 lack where doubled keys are in growing segments: 1,000 keys, as measured.
@Suite struct GrowingSegmentTests {
  /// How many shards there are, how often each key was written, and whether that is flushed.
  struct Layout: Sendable {
    var shards: Int32
    var copies: Int
    var isSealed = false

    static let growing = [1, 2].flatMap { shards in
      [1, 2, 3, 5].map { Layout(shards: shards, copies: $0) }
    }
    static let sealed = growing.map { layout in
      Layout(shards: layout.shards, copies: layout.copies, isSealed: true)
    }
  }

  private func bench(_ layout: Layout, version: String = "2.3.5") throws -> Bench {
    var sample = SampleCollection("docs")
    (sample.rowCount, sample.shards) = (0, layout.shards)
    let bench = try Bench(version, sample, isFilled: true)
    for _ in 0..<layout.copies {
      _ = try bench.code(rows: Array(0..<1000))
      if layout.isSealed { try bench.flush() }
    }
    return bench
  }

  private func rows(_ bench: Bench, limit: Int?) throws -> [Int64] {
    try bench.keys {
      $0.expr = "id >= -1000"
      if let limit { $0.set("limit", "\(limit)") }
    }
  }

  @Test(arguments: Layout.growing)
  func `without a limit an answer ends after as many copies as there are keys`(
    layout: Layout
  ) throws {
    let count = try rows(try bench(layout), limit: nil).count
    // Each shard rounds up by itself.
    let least = (1000 + layout.copies - 1) / layout.copies
    #expect((least..<least + Int(layout.shards)).contains(count))
  }

  @Test(arguments: [2, 3, 5])
  func `a limit counts copies, too`(copies: Int) throws {
    let layout = Layout(shards: 1, copies: copies)
    let keys = try rows(try bench(layout), limit: 1000)
    #expect(keys == (0..<(1000 + copies - 1) / copies).map { Int64($0) * 3 - 60 })
  }

  @Test(arguments: Layout.growing + Layout.sealed)
  func `all is there while the limit is not less than the copies`(layout: Layout) throws {
    #expect(try rows(try bench(layout), limit: 16_384).count == 1000)
  }

  @Test(arguments: Layout.sealed)
  func `sealed segments lack nothing`(layout: Layout) throws {
    #expect(try rows(try bench(layout), limit: nil).count == 1000)
  }

  @Test func `a flush seals what was written before it, and nothing else`() throws {
    let bench = try bench(Layout(shards: 1, copies: 2))
    try bench.flush()
    #expect(try rows(bench, limit: nil).count == 1000)
    _ = try bench.code(rows: [2000, 2000])
    // One key more, and its second copy takes the place of the highest key: itself.
    #expect(try rows(bench, limit: nil).count == 1001)
    _ = try bench.code(rows: [-10, -10])
    #expect(try rows(bench, limit: nil).count == 1001)
    #expect(try rows(bench, limit: 16_384).count == 1002)
  }

  @Test func `newer releases lack nothing`() throws {
    let layout = Layout(shards: 2, copies: 3)
    #expect(try rows(try bench(layout, version: "2.5.4"), limit: nil).count == 1000)
  }
}
