internal import Testing

@testable internal import MigrationEngine

struct SamplePaceTests {
  /// The places in a series of moments at which a sample is taken.
  private func taken(_ moments: [(rows: Int64, time: Double)], of total: Int64?) -> [Int] {
    var pace = SamplePace()
    return moments.indices.filter {
      pace.isDue(rows: moments[$0].rows, of: total, at: moments[$0].time)
    }
  }

  @Test func `the first moment is sampled, then each per cent`() {
    let moments = [0, 5, 10, 14, 20].map { (rows: Int64($0), time: 0.1 * Double($0)) }
    #expect(taken(moments, of: 1000) == [0, 2, 4])
  }

  @Test func `without progress or a known total, time alone counts`() {
    let moments = [0.0, 4.9, 5.0, 9.9, 10.0].map { (rows: Int64(7), time: $0) }
    #expect(taken(moments, of: 1000) == [0, 2, 4])
    let fast = [0.0, 1, 2, 6].map { (rows: Int64($0 * 1000), time: $0) }
    #expect(taken(fast, of: nil) == [0, 3])
  }

  @Test func `a small collection is sampled at each range that holds rows`() {
    let moments = [0, 1, 1, 2].enumerated().map { (rows: Int64($1), time: Double($0)) }
    #expect(taken(moments, of: 3) == [0, 1, 3])
  }

  @Test func `a fast copy is sampled four times a second`() {
    let moments = (0...100).map { (rows: Int64($0), time: 0.01 * Double($0)) }
    #expect(taken(moments, of: 100) == [0, 25, 50, 75, 100])
  }
}
