internal import MigrationPlanning
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// How long the workers of a first wave keep their slots, and what they say of the ends.
struct SparkReachTests {
  private func attempt(_ shard: Int, _ number: Int = 0) -> SparkAttempt {
    SparkAttempt(wave: 1, shard: shard, number: number)
  }

  /// A wave of so many workers, of which the first has run and said that all is well.
  private func begun(probes: Int) -> SparkReach {
    var reach = SparkReach(probes: probes)
    #expect(reach.opened(attempt(0), on: "one") == [])
    #expect(reach.found(attempt(0), source: nil, target: nil) == [])
    return reach
  }

  @Test func `a worker that has said all keeps its slot until the others run`() {
    var reach = begun(probes: 3)
    #expect(reach.opened(attempt(1), on: "one") == [])
    #expect(reach.opened(attempt(2), on: "two") == [attempt(0)])
    #expect(reach.found(attempt(2), source: nil, target: nil) == [attempt(2)])
    #expect(reach.found(attempt(1), source: nil, target: nil) == [attempt(1)])
    #expect(reach.failure == nil)
  }

  @Test func `one worker waits for nobody`() {
    var reach = SparkReach(probes: 1)
    #expect(reach.opened(attempt(0), on: "one") == [])
    #expect(reach.found(attempt(0), source: nil, target: nil) == [attempt(0)])
  }

  @Test func `another try at a shard is none of the others`() {
    var reach = begun(probes: 2)
    #expect(reach.opened(attempt(0, 1), on: "one") == [])
    #expect(reach.found(attempt(0, 1), source: nil, target: nil) == [])
    #expect(reach.opened(attempt(1), on: "two") == [attempt(0), attempt(0, 1)])
  }

  @Test func `after a while nobody waits any more`() {
    var reach = begun(probes: 3)
    #expect(reach.waitedEnough() == [attempt(0)])
    #expect(reach.waitedEnough() == [])
    #expect(reach.opened(attempt(1), on: "two") == [])
    #expect(reach.found(attempt(1), source: nil, target: nil) == [attempt(1)])
  }

  @Test func `each host is named with each end that it cannot use`() {
    let lost = Failure(.end(.target, .unreachable), "no route")
    var reach = begun(probes: 3)
    for (shard, host) in [(1, "two"), (2, "two")] {
      _ = reach.opened(attempt(shard), on: host)
      _ = reach.found(attempt(shard), source: nil, target: lost)
    }
    #expect(reach.failure?.message == "host two cannot use the target: no route")
    _ = reach.opened(attempt(0, 1), on: "three")
    _ = reach.found(attempt(0, 1), source: lost, target: nil)
    #expect(
      reach.failure?.message == """
        host two cannot use the target: no route; \
        host three cannot use the source: no route
        """)
  }
}
