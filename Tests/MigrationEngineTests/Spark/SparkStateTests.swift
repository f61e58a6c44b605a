internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Which attempt at which shard counts.
struct SparkStateTests {
  private func attempt(_ wave: Int, _ shard: Int, _ number: Int) -> SparkAttempt {
    SparkAttempt(wave: wave, shard: shard, number: number)
  }

  private static let bounds = RangeSize.Shard.bytes

  /// A state in which these wait.
  private func waiting(_ names: [String]) -> SparkState<String> {
    var state = SparkState<String>()
    for name in names { state.add(name, as: state.newNumber()) }
    return state
  }

  /// A state with a wave of two errands under way, "a" and "b", each of them a shard.
  private func busy() -> SparkState<String> {
    var state = waiting(["a", "b", "c"])
    let wave = state.begin(atMost: 2) { _ in Self.bounds.upperBound }
    #expect(wave?.wave == 1 && wave?.shards == 2)
    return state
  }

  /// A state with a wave of two shards under way, the first of "a" and "b", the other of "c".
  private func sharing() -> SparkState<String> {
    var state = waiting(["a", "b", "c"])
    let wave = state.begin(atMost: 2) { _ in Self.bounds.lowerBound / 2 }
    #expect(wave?.wave == 1 && wave?.shards == 2)
    return state
  }

  @Test func `one wave is under way at a time, of as many tasks as may be`() {
    var state = busy()
    let early = state.begin(atMost: 2) { _ in 1 }
    #expect(early == nil)
    #expect(state.ended(wave: 1).sorted() == ["a", "b"])
    let next = state.begin(atMost: 2) { _ in 1 }
    #expect(next?.wave == 2 && next?.shards == 1)
  }

  @Test(
    arguments: [
      (8, bounds.lowerBound / 8, 2, [8]), (20, bounds.lowerBound / 8, 8, [8, 8, 4]),
      (64, bounds.lowerBound / 8, 4, [16, 16, 16, 16]),
      (10, bounds.upperBound / 2, 3, [2, 2, 2]), (3, 0, 4, [3]),
      (3, bounds.upperBound, 4, [1, 1, 1]), (3, 4 * bounds.upperBound, 2, [1, 1]),
    ] as [(Int, Int, Int, [Int])])
  func `what is small shares shards of equal weight, within bounds`(
    count: Int, weight: Int, most: Int, shards: [Int]
  ) {
    var state = waiting((0..<count).map { "\($0)" })
    let wave = state.begin(atMost: most) { _ in weight }
    #expect(wave?.shards == shards.count)
    let found = shards.indices.map { shard -> Int in
      guard case .does(let numbers, _) = state.opened(attempt(1, shard, 0)) else { return 0 }
      return numbers.count
    }
    #expect(found == shards)
  }

  @Test func `a second attempt does what the first has left, and is idle after the last of it`() {
    var state = sharing()
    _ = state.opened(attempt(1, 0, 0))
    let first = state.end(1)
    #expect(first?.errand == "a" && first?.idle == nil)
    guard case .does([2], attempt(1, 0, 0)) = state.opened(attempt(1, 0, 1)) else {
      Issue.record("the second attempt does something else")
      return
    }
    #expect(state.numbers(of: attempt(1, 0, 0)).isEmpty)
    #expect(state.numbers(of: attempt(1, 0, 1)) == [2])
    let last = state.end(2)
    #expect(last?.errand == "b" && last?.idle == attempt(1, 0, 1))
    #expect(state.ended(wave: 1) == ["c"])
  }

  @Test func `all of a shard is begun with it`() {
    var state = sharing()
    _ = state.opened(attempt(1, 0, 0))
    #expect(state.drain(begun: false) == ["c"])
    #expect(state.numbers(of: attempt(1, 0, 0)) == [1, 2])
  }

  @Test func `only the newest attempt at a shard counts`() {
    var state = busy()
    guard case .does([1], nil) = state.opened(attempt(1, 0, 0)) else {
      Issue.record("the first attempt has nothing to do")
      return
    }
    guard case .does([1], attempt(1, 0, 0)) = state.opened(attempt(1, 0, 1)) else {
      Issue.record("the second attempt does not take the place of the first")
      return
    }
    #expect(state.numbers(of: attempt(1, 0, 0)).isEmpty)
    #expect(state.numbers(of: attempt(1, 0, 1)) == [1])
    guard case .unwanted = state.opened(attempt(1, 0, 0)) else {
      Issue.record("an older attempt comes back")
      return
    }
  }

  @Test func `a worker of a wave that is over has nothing to do`() {
    var state = busy()
    _ = state.ended(wave: 1)
    guard case .unwanted = state.opened(attempt(1, 0, 0)) else {
      Issue.record("it has something to do")
      return
    }
  }

  @Test func `what was done is not lost with its wave`() {
    var state = busy()
    _ = state.opened(attempt(1, 1, 0))
    let ended = state.end(2)
    #expect(ended?.errand == "b" && ended?.idle == attempt(1, 1, 0))
    #expect(state.ended(wave: 1) == ["a"])
  }

  @Test func `an attempt has a share of the pace while it counts and its worker runs`() {
    var state = busy()
    #expect(!state.isAtWork(attempt(1, 0, 0)))
    _ = state.opened(attempt(1, 0, 0))
    #expect(state.isAtWork(attempt(1, 0, 0)))
    state.closed(attempt(1, 0, 0))
    #expect(!state.isAtWork(attempt(1, 0, 0)) && state.numbers(of: attempt(1, 0, 0)) == [1])
    _ = state.opened(attempt(1, 0, 1))
    _ = state.opened(attempt(1, 0, 2))
    #expect(!state.isAtWork(attempt(1, 0, 1)) && state.isAtWork(attempt(1, 0, 2)))
    _ = state.end(1)
    #expect(!state.isAtWork(attempt(1, 0, 2)))
  }

  @Test func `a pause ends what no worker has begun`() {
    var state = busy()
    _ = state.opened(attempt(1, 0, 0))
    #expect(state.drain(begun: false).sorted() == ["b", "c"])
    #expect(state.numbers(of: attempt(1, 0, 0)) == [1])
    #expect(state.drain(begun: true) == ["a"])
  }

  @Test(arguments: [
    (#"{"wave":3,"shards":8}"#, SparkOrder.wave(3, shards: 8)),
    (#"{"close":"3.5.0"}"#, SparkOrder.close(SparkAttempt(wave: 3, shard: 5, number: 0))),
  ])
  func `orders are what the driver reads`(line: String, order: SparkOrder) throws {
    let told = try SparkOrder(line: line)
    #expect(told.wave == order.wave && told.shards == order.shards && told.close == order.close)
    #expect(try SparkOrder(line: order.encodedLine).close == order.close)
  }

  @Test func `reports are what the driver writes`() throws {
    let ready = try SparkReport(
      line: #"{"ready":{"application":"app-1","slots":4}}"#)
    #expect(ready.ready?.application == "app-1" && ready.ready?.slots == 4)
    let there = try SparkReport(line: #"{"executors":2,"tasks":0,"slots":8}"#)
    #expect(there.executors == 2 && there.slots == 8)
    let closed = try SparkReport(line: #"{"closed":"3.5.1","status":127,"errors":"no"}"#)
    #expect(closed.closed == attempt(3, 5, 1) && closed.status == 127 && closed.errors == "no")
    let ended = try SparkReport(line: #"{"ended":3,"error":null}"#)
    #expect(ended.ended == 3 && ended.error == nil)
    #expect(throws: DecodingError.self) { try SparkReport(line: #"{"opened":"3.5"}"#) }
  }
}
