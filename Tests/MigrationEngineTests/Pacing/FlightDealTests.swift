internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Jobs share one window, and none of them is left behind.
struct FlightDealTests {
  @Test func `the share with the fewest ranges in flight is next`() {
    var deal = FlightDeal(bytes: 1000)
    for number in 1...4 { deal.ask(request(number, share: 1)) }
    #expect(deal.admitted() == [1, 2, 3, 4])
    for number in 5...8 { deal.ask(request(number, share: 1)) }
    for number in 9...10 { deal.ask(request(number, share: 2)) }
    #expect(deal.admitted() == [])
    deal.leave(request(1, share: 1))
    #expect(deal.admitted() == [9])
    deal.leave(request(2, share: 1))
    #expect(deal.admitted() == [10])
    deal.leave(request(9, share: 2))
    #expect(deal.admitted() == [5])
  }

  @Test func `a large range is not overtaken for ever`() {
    var deal = FlightDeal(bytes: 100)
    deal.ask(request(1, share: 1, bytes: 60))
    #expect(deal.admitted() == [1])
    deal.ask(request(2, share: 2, bytes: 90))
    deal.ask(request(3, share: 1, bytes: 10))
    #expect(deal.admitted() == [])
    deal.leave(request(1, share: 1, bytes: 60))
    #expect(deal.admitted() == [2, 3])
  }

  @Test func `what waits can be taken back`() {
    var deal = FlightDeal(bytes: 100)
    deal.ask(request(1, share: 1, bytes: 100))
    #expect(deal.admitted() == [1])
    for number in 2...3 { deal.ask(request(number, share: number, bytes: 10)) }
    #expect(deal.withdraw { $0.share == 2 }.map(\.number) == [2])
    deal.leave(request(1, share: 1, bytes: 100))
    #expect(deal.admitted() == [3])
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `calls and bytes stay below their bounds, and everything starts once`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var deal = FlightDeal(bytes: 100)
    var flying: [FlightDeal.Request] = []
    var asked: [Int: FlightDeal.Request] = [:]
    for number in 1...200 {
      let one = request(
        number, share: Int.random(in: 1...5, using: &chance),
        bytes: Int.random(in: 1...150, using: &chance))
      asked[number] = one
      deal.ask(one)
      flying += deal.admitted().compactMap { asked.removeValue(forKey: $0) }
      #expect(flying.count <= 4, "seed \(seed)")
      #expect(flying.count == 1 || flying.reduce(0) { $0 + $1.bytes } <= 100, "seed \(seed)")
      if Bool.random(using: &chance), let one = flying.popLast() { deal.leave(one) }
    }
    repeat {
      flying += deal.admitted().compactMap { asked.removeValue(forKey: $0) }
      guard let one = flying.popLast() else { break }
      deal.leave(one)
    } while true
    #expect(asked.isEmpty, "seed \(seed)")
  }

  private func request(_ number: Int, share: Int, bytes: Int = 1) -> FlightDeal.Request {
    FlightDeal.Request(number: number, share: share, bytes: bytes, calls: 4)
  }
}

/// Those who wait for their part of the window.
@Suite(.timeLimit(.minutes(5)))
struct FlightBudgetTests {
  @Test func `whoever is withdrawn while it waits does not begin`() async {
    let budget = FlightBudget(bytes: 100)
    let (first, second) = (budget.share(calls: 1), budget.share(calls: 1))
    let (asked, ask) = AsyncStream<Void>.makeStream()
    await first.pass(1) {
      await withTaskGroup(of: Bool?.self) { group in
        // It is asked at the moment from which it can be withdrawn.
        group.addTask { await second.pass(1, unless: { ask.isYielded }) { true } }
        for await _ in asked { break }
        second.withdraw()
        #expect(await group.next() == .some(nil))
      }
    }
    #expect(await second.pass(1) { true } == true)
  }

  @Test func `a cancelled wait leaves its place to others`() async {
    let budget = FlightBudget(bytes: 100)
    let share = budget.share(calls: 1)
    let waiting = await share.pass(1) {
      await withTaskGroup(of: Bool?.self) { group in
        group.addTask { await share.pass(1) { true } }
        group.cancelAll()
        return await group.next() ?? true
      }
    }
    #expect(waiting == .some(nil))
    #expect(await share.pass(1) { true } == true)
  }
}

extension AsyncStream<Void>.Continuation {
  /// Yields, and is false.
  fileprivate var isYielded: Bool {
    yield()
    return false
  }
}
