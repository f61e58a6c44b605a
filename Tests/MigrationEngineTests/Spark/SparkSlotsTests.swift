internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// How many shards a wave has.
struct SparkSlotsTests {
  @Test func `a wave has shards for what is there, also for what came later`() {
    var slots = SparkSlots(wished: nil, found: 2)
    #expect(slots.probes == 2 && slots.shards == 4)
    slots.found = 16
    #expect(slots.shards == 32)
    slots.found = 0
    #expect(slots.shards == 2)
  }

  @Test func `a wave has no more shards than the user wants at once, whatever is there`() {
    let slots = SparkSlots(wished: 3, found: 64)
    #expect(slots.shards == 3)
  }

  @Test(arguments: [(3, 64), (64, 3), (nil, 64)] as [(Int?, Int)])
  func `ends are looked for from every slot that there is or is to come`(
    wished: Int?, found: Int
  ) {
    #expect(SparkSlots(wished: wished, found: found).probes == 64)
  }
}
