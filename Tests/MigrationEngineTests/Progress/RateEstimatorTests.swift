import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct RateEstimatorTests {
  @Test func `nothing is said before there is enough data`() {
    var estimator = RateEstimator()
    estimator.note(rows: 0, bytes: 0, at: 0)
    estimator.note(rows: 100, bytes: 1000, at: 1)
    #expect(estimator.rate(at: 2) == nil)
  }

  @Test func `the rate is that of the last minute`() throws {
    var estimator = RateEstimator()
    for second in 0...100 {
      estimator.note(rows: Int64(second * 10), bytes: Int64(second * 1000), at: Double(second))
    }
    for second in 101...170 {
      let rows = Int64(1000 + (second - 100) * 50)
      estimator.note(rows: rows, bytes: rows * 100, at: Double(second))
    }
    let rate = try #require(estimator.rate(at: 170))
    #expect(abs(rate.rows - 50) < 1 && abs(rate.bytes - 5000) < 100)
  }

  @Test func `a stall lowers the rate`() throws {
    var estimator = RateEstimator()
    for second in 0...10 { estimator.note(rows: Int64(second * 100), bytes: 0, at: Double(second)) }
    let moving = try #require(estimator.rate(at: 10))
    let stalled = try #require(estimator.rate(at: 40))
    #expect(stalled.rows < moving.rows / 3)
  }
}
