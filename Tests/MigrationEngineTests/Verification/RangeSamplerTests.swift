internal import TestSupport
internal import Testing

@testable internal import MigrationEngine

/// Which key ranges a sample draws.
struct RangeSamplerTests {
  private func drawn(_ count: Int, share: Double, seed: UInt64, fewest: Int = 5) -> [Int] {
    var sampler = RangeSampler<Int>(RangeSample(share: share, seed: seed), fewest: fewest)
    let atOnce = (0..<count).compactMap { sampler.offer($0) }
    return atOnce + sampler.close()
  }

  @Test func `one seed draws the same ranges, another one others`() {
    #expect(drawn(1000, share: 0.05, seed: 7) == drawn(1000, share: 0.05, seed: 7))
    #expect(drawn(1000, share: 0.05, seed: 7) != drawn(1000, share: 0.05, seed: 8))
  }

  @Test(arguments: [0.001, 0.05, 0.5, 1])
  func `no range is drawn twice, the first and the last always, a few at least`(share: Double) {
    for seed in UInt64(1)...50 {
      for count in 0...40 {
        let ranges = drawn(count, share: share, seed: seed)
        let place: Comment = "seed \(seed), \(count) ranges"
        #expect(Set(ranges).count == ranges.count, place)
        #expect(ranges.count >= min(count, 5), place)
        #expect(count == 0 || ranges.contains(0) && ranges.contains(count - 1), place)
        #expect(ranges.allSatisfy { 0..<count ~= $0 }, place)
      }
    }
  }

  @Test func `the share is about what was asked for`() {
    let counts = (UInt64(1)...20).map { drawn(2000, share: 0.05, seed: $0).count }
    #expect(counts.allSatisfy { 60...145 ~= $0 }, "\(counts)")
    #expect(drawn(200, share: 1, seed: 1) == Array(0..<200))
  }

  @Test func `what makes up the number comes from everywhere`() {
    // Without a share worth speaking of, all but the first and the last come from the reserve.
    let places = (UInt64(1)...400).flatMap { seed in
      drawn(100, share: 1e-12, seed: seed).filter { 1..<99 ~= $0 }
    }
    #expect(places.count == 400 * 3)
    let early = places.count { $0 < 50 }
    #expect(480...720 ~= early, "\(early) of \(places.count) are in the first half")
  }

  @Test func `a share of more than the whole is the whole`() {
    #expect(RangeSample(share: 7, seed: 1).share == 1)
    #expect(RangeSample(seed: 1).share == 0.05)
  }
}
