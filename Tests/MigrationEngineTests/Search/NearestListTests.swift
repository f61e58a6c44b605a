internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine

/// The nearest of many rows.
@Suite struct NearestListTests {
  private func nearest(_ limit: Int, _ metric: Metric, of scores: [Double]) -> [Neighbour] {
    var list = NearestList(limit, by: metric)
    for (key, score) in scores.enumerated() {
      list.offer(Neighbour(.int64(Int64(key)), score: score))
    }
    return list.neighbours
  }

  @Test func `distances are kept from the least on, similarities from the largest`() {
    let scores = [0.5, 0.1, 0.9, 0.3]
    #expect(nearest(2, .l2, of: scores).map(\.score) == [0.1, 0.3])
    #expect(nearest(2, .cosine, of: scores).map(\.score) == [0.9, 0.5])
    #expect(nearest(9, .hamming, of: scores).map(\.score) == [0.1, 0.3, 0.5, 0.9])
  }

  @Test func `of equals the least keys are kept, in whatever order they come`() {
    #expect(nearest(2, .l2, of: [1, 1, 1]).map(\.key) == [.int64(0), .int64(1)])
    var list = NearestList(2, by: .l2)
    for key in [7, 5, 6] as [Int64] { list.offer(Neighbour(.int64(key), score: 1)) }
    #expect(list.neighbours.map(\.key) == [.int64(5), .int64(6)])
  }

  @Test func `the list is the beginning of all rows in order`() {
    for seed in UInt64(1)...50 {
      var random = SeededGenerator(seed: seed)
      let scores = (0..<60).map { _ in Double(Int.random(in: 0...20, using: &random)) }
      let limit = Int.random(in: 1...70, using: &random)
      #expect(
        nearest(limit, .l2, of: scores).map(\.score) == Array(scores.sorted().prefix(limit)),
        "seed \(seed)")
    }
  }
}
