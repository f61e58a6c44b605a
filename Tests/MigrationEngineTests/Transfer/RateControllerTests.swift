import Testing

@testable import MigrationEngine

struct RateControllerTests {
  @Test func `nothing waits before the target complains`() {
    var pace = RateController()
    for second in 0..<10 { #expect(pace.reserve(1 << 20, at: Double(second)) == 0) }
    #expect(pace.limit == nil)
  }

  @Test func `a complaint halves the rate that was measured`() throws {
    var pace = RateController()
    for tick in 0...30 { _ = pace.reserve(1_000_000, at: 1 + Double(tick) / 10) }
    pace.slowDown(at: 4.05)
    let limit = try #require(pace.limit)
    #expect(4_000_000...6_000_000 ~= limit)
  }

  @Test func `complaints of one burst count once`() throws {
    var pace = RateController()
    for tick in 0...30 { _ = pace.reserve(1_000_000, at: 1 + Double(tick) / 10) }
    pace.slowDown(at: 4.0)
    let limit = pace.limit
    pace.slowDown(at: 4.5)
    #expect(pace.limit == limit)
  }

  @Test func `the rate falls while complaints go on between writes`() throws {
    var pace = RateController()
    for tick in 0...30 { _ = pace.reserve(1_000_000, at: 1 + Double(tick) / 10) }
    pace.slowDown(at: 4)
    let first = try #require(pace.limit)
    for tick in 1...60 {
      let now = 4 + Double(tick) / 10
      _ = pace.reserve(1000, at: now)
      if tick.isMultiple(of: 20) { pace.slowDown(at: now) }
    }
    #expect(try #require(pace.limit) < first / 4)
  }

  @Test func `all writers together keep to the limit`() throws {
    var pace = RateController()
    for tick in 0...30 { _ = pace.reserve(1_000_000, at: 1 + Double(tick) / 10) }
    pace.slowDown(at: 4.0)
    let limit = try #require(pace.limit)
    var latest = 0.0
    for _ in 0..<10 { latest = max(latest, pace.reserve(1_000_000, at: 4.0)) }
    #expect(latest >= 9 * 1_000_000 / limit * 0.99)
  }

  @Test func `the limit grows while nobody complains, and never falls below its floor`() throws {
    var pace = RateController()
    for second in 0..<40 { pace.slowDown(at: Double(second) * 2) }
    #expect(pace.limit == RateController.floor)
    _ = pace.reserve(1, at: 100)
    _ = pace.reserve(1, at: 110)
    #expect(try #require(pace.limit) > RateController.floor * 1.4)
  }
}
