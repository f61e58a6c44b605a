internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// Which keys are searched for.
@Suite struct KeyDrawTests {
  private func drawn(
    _ most: Int, seed: UInt64, of sizes: [ServerName: Int64]
  ) -> [ServerName?: [PrimaryKey]] {
    var draw = KeyDraw(most, seed: seed)
    for (partition, size) in sizes.sorted(by: { $0.key < $1.key }) {
      draw.begin(partition)
      for key in 0..<size { draw.offer(.int64(key)) }
    }
    return Dictionary(uniqueKeysWithValues: draw.close().map { ($0.partition, $0.keys) })
  }

  @Test func `one seed draws the same keys, another one others`() {
    #expect(drawn(20, seed: 7, of: ["a": 1000]) == drawn(20, seed: 7, of: ["a": 1000]))
    #expect(drawn(20, seed: 7, of: ["a": 1000]) != drawn(20, seed: 8, of: ["a": 1000]))
  }

  @Test func `so many keys are drawn, each once and in order`() {
    for seed in UInt64(1)...30 {
      let keys = drawn(50, seed: seed, of: ["a": 700])["a"] ?? []
      #expect(keys.count == 50 && Set(keys).count == 50 && keys == keys.sorted(), "seed \(seed)")
    }
  }

  @Test func `few keys are all drawn`() {
    #expect(drawn(100, seed: 1, of: ["a": 3])["a"] == [.int64(0), .int64(1), .int64(2)])
    #expect(drawn(100, seed: 1, of: ["a": 0]).isEmpty)
  }

  @Test func `a small partition has one key at least, the others by their size`() {
    let keys = drawn(100, seed: 5, of: ["large": 6000, "middle": 3000, "small": 2])
    let counts = keys.mapValues(\.count)
    #expect(counts["large"].map { 64...68 ~= $0 } == true)
    #expect(counts["middle"].map { 31...35 ~= $0 } == true)
    #expect(counts["small"] == 1)
    #expect(counts.values.reduce(0, +) == 100)
  }

  @Test func `keys of all places are drawn`() {
    let keys = drawn(100, seed: 3, of: ["a": 10_000])["a"] ?? []
    let quarters = Set(keys.compactMap { if case .int64(let key) = $0 { key / 2500 } else { nil } })
    #expect(quarters == [0, 1, 2, 3])
  }
}
