import Testing

@testable import MigrationEngine
@testable import RangeTransfer

struct RateLimiterTests {
  @Test func `nothing waits before the server refuses a write`() {
    var limiter = RateLimiter()
    for _ in 0..<100 {
      #expect(limiter.wait(at: 1) == 0)
      limiter.sent(4 << 20, at: 1)
      limiter.accepted(4 << 20, sentAt: 1)
    }
    #expect(limiter.bound == nil && limiter.requestBytes == nil)
  }

  @Test func `key ranges under way are ten seconds of the lower limit`() {
    var limiter = RateLimiter()
    #expect(limiter.rangeBytes == nil)
    limiter.allow(atMost: 6e6, at: 0)
    #expect(limiter.rangeBytes == 60_000_000)
    limiter.refused(1_000_000, named: 2e6, sentAt: 1, at: 1)
    #expect(limiter.rangeBytes == 20_000_000)
    limiter.elsewhere = 3
    #expect(limiter.rangeBytes == 5_000_000)
    limiter.allow(atMost: 1e300, at: 2)
    #expect(limiter.rangeBytes == 5_000_000)
  }

  @Test(arguments: [2e6, 4e6, 8e6, 16e6], [1, 4, 16])
  func `a named limit is held by any number of senders`(limit: Double, senders: Int) {
    var server = LimitedServer(limit)
    server.senders = senders
    let outcome = server.run(seconds: 120, from: 5)
    #expect(outcome.share > 0.97 && outcome.share < 1.02)
    // The first requests were too large, and once in a minute it is tried a little faster.
    #expect(outcome.refusals <= 3 * senders + 4)
    #expect(outcome.limit == limit)
  }

  @Test(arguments: [2e6, 4e6, 8e6, 16e6], [1, 4, 16])
  func `a limit that is not named is learned from what was taken`(limit: Double, senders: Int)
    throws
  {
    var server = LimitedServer(limit)
    (server.namesLimit, server.senders) = (false, senders)
    let outcome = server.run(seconds: 120, from: 5)
    #expect(outcome.share > 0.95 && outcome.share < 1.02)
    #expect(abs(try #require(outcome.limit) / limit - 1) < 0.1)
  }

  @Test(arguments: [true, false], [700_000, 3_000_000])
  func `rows that are larger than what fits are sent one by one`(isNamed: Bool, bytes: Int) {
    var server = LimitedServer(2e6)
    (server.namesLimit, server.rowBytes) = (isNamed, bytes)
    let outcome = server.run(seconds: 120, from: 5)
    #expect(outcome.share > 0.95 && outcome.share < 1.04)
  }

  @Test func `calls that take long do not slow it down`() {
    var server = LimitedServer(16e6)
    server.latency = 0.9
    #expect(server.run(seconds: 120, from: 5).share > 0.97)
  }

  @Test(arguments: [true, false])
  func `a bucket that takes nothing larger than itself is filled`(isNamed: Bool) {
    var server = LimitedServer(4e6)
    (server.isStrict, server.namesLimit) = (true, isNamed)
    #expect(server.run(seconds: 120, from: 5).share > 0.95)
  }

  @Test func `refusals for no reason cost little`() {
    var server = LimitedServer(4e6)
    server.noise = 20
    #expect(server.run(seconds: 120, from: 5).share > 0.95)
    server.namesLimit = false
    #expect(server.run(seconds: 120, from: 5).share > 0.7)
  }

  @Test(arguments: [true, false])
  func `who shares the limit gets a share of it`(isNamed: Bool) {
    var server = LimitedServer(4e6)
    (server.others, server.namesLimit) = (2e6, isNamed)
    let outcome = server.run(seconds: 300, from: 5)
    #expect(outcome.share > 0.6)
    #expect(outcome.wasted < 0.5)
  }

  @Test(arguments: [true, false])
  func `a limit that falls is kept to, and one that rises is found`(isNamed: Bool) {
    var server = LimitedServer(0)
    server.namesLimit = isNamed
    server.limit = { $0 < 60 ? 4e6 : 1e6 }
    #expect(server.run(seconds: 180, from: 80).share > 0.95)
    server.limit = { $0 < 60 ? 2e6 : 4e6 }
    #expect(server.run(seconds: 400, from: 250).share > 0.95)
  }

  @Test(arguments: [1e6, 20e6])
  func `the user's limit holds also where the server has one`(ceiling: Double) {
    var server = LimitedServer(4e6)
    server.ceiling = ceiling
    let outcome = server.run(seconds: 120, from: 5)
    let expected = min(1, ceiling / 4e6)
    #expect(outcome.share > 0.97 * expected && outcome.share < 1.02 * expected)
    #expect(ceiling > 4e6 || outcome.refusals == 0)
  }

  @Test(arguments: [1, 3])
  func `those who write elsewhere have their parts of the limit`(elsewhere: Int) {
    var server = LimitedServer(4e6)
    let part = 1 / Double(elsewhere + 1)
    server.elsewhere = elsewhere
    server.others = 4e6 * 0.98 * (1 - part)
    let outcome = server.run(seconds: 25, from: 5)
    #expect(outcome.share > 0.95 * part && outcome.share < 1.05 * part)
    #expect(outcome.limit == 4e6 && outcome.refusals <= 2 * server.senders)
  }

  @Test func `the user's limit holds for all who write together`() {
    var server = LimitedServer(4e6)
    (server.ceiling, server.elsewhere) = (3e6, 2)
    let outcome = server.run(seconds: 60, from: 5)
    #expect(outcome.share > 0.97 / 4 && outcome.share < 1.02 / 4 && outcome.refusals == 0)
  }

  @Test func `what is taken of a share says nothing of the limit`() {
    var limiter = RateLimiter()
    limiter.allow(atMost: 1e6, at: 0)
    limiter.refused(1_000_000, named: 4e6, sentAt: 0, at: 0.01)
    for second in 0..<4 { limiter.accepted(1_000_000, sentAt: 0.1 + Double(second)) }
    limiter.refused(1_000_000, named: 4e6, sentAt: 4, at: 4.01)
    limiter.accepted(1_000_000, sentAt: 4.1)
    #expect(limiter.limit == 4e6)
  }

  @Test(arguments: [(nil, 0), (1e6, 0.01), (400, 25), (50, 100)] as [(Double?, Double)])
  func `who waits below a ceiling has its new pace at once`(ceiling: Double?, wait: Double) {
    var limiter = RateLimiter()
    limiter.allow(atMost: 100, at: 0)
    limiter.sent(10_000, at: 0)
    limiter.allow(atMost: ceiling, at: 0)
    #expect(abs(limiter.wait(at: 0) - wait) < 1e-6)
    #expect(limiter.share(isCounted: false, at: wait + 3) == ceiling)
  }

  @Test func `a new ceiling does not shorten the pause after a refusal`() {
    var limiter = RateLimiter()
    limiter.allow(atMost: 100, at: 0)
    limiter.sent(10_000, at: 0)
    limiter.refused(10_000, named: nil, sentAt: 0, at: 0)
    limiter.allow(atMost: nil, at: 0)
    #expect(limiter.wait(at: 0) == RateLimiter.waits.lowerBound)
  }

  @Test func `requests are half a second of the lower limit`() {
    var limiter = RateLimiter()
    limiter.allow(atMost: 6e6, at: 0)
    #expect(limiter.requestBytes == 3_000_000)
    limiter.refused(4 << 20, named: 2e6, sentAt: 1, at: 1)
    #expect(limiter.requestBytes == 1_000_000 && limiter.bound == 2e6)
    limiter.elsewhere = 3
    #expect(limiter.requestBytes == 250_000 && limiter.bound == 2e6)
  }
}
