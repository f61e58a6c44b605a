internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Those who write elsewhere share what one server takes.
@Suite(.timeLimit(.minutes(5)))
struct WriteThrottleTests {
  /// What one was told last.
  private final class Ear: Sendable {
    private let told = Mutex<Double?>(nil)
    var last: Double? { told.withLock(\.self) }
    func hear(_ rate: Double?) { told.withLock { $0 = rate } }
  }

  /// Whether somebody still writes.
  private final class Presence: Sendable {
    private let state = Mutex(true)
    var isThere: Bool { state.withLock(\.self) }
    func leave() { state.withLock { $0 = false } }
  }

  private func waitUntil(_ isMet: () -> Bool) async throws {
    while !isMet() { try await Task.sleep(for: .milliseconds(10)) }
  }

  @Test func `each has an even share of the user's limit, and more once another is gone`()
    async throws
  {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 6e6)
    let ears = (0..<3).map { _ in Ear() }
    let first = Presence()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for ear in ears {
        let leaves = ear === ears[0]
        group.addTask {
          await throttle.deal(
            while: { !leaves || first.isThere }, tell: { ear.hear($0) })
        }
      }
      try await waitUntil { ears.allSatisfy { $0.last == 2e6 } }
      first.leave()
      try await waitUntil { ears[1...].allSatisfy { $0.last == 3e6 } }
      throttle.allow(atMost: nil)
      try await waitUntil { ears[1...].allSatisfy { $0.last == nil } }
      group.cancelAll()
    }
  }

  @Test func `who has nothing to write leaves its share to the others`() async throws {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 6e6)
    let (busy, idle) = (Ear(), Ear())
    let work = Presence()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await throttle.deal { busy.hear($0) } }
      group.addTask { await throttle.deal(counted: { work.isThere }, tell: { idle.hear($0) }) }
      try await waitUntil { busy.last == 3e6 && idle.last == 3e6 }
      work.leave()
      try await waitUntil { busy.last == 6e6 }
      // What it may write once it has something.
      #expect(idle.last == 3e6)
      group.cancelAll()
    }
  }

  @Test func `who writes here has a share, too, for as long as that goes on`() async throws {
    let throttle = WriteThrottle()
    throttle.allow(atMost: 6e6)
    let ears = (0..<2).map { _ in Ear() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for ear in ears {
        group.addTask { await throttle.deal { ear.hear($0) } }
      }
      try await waitUntil { ears.allSatisfy { $0.last == 3e6 } }
      let sent = ContinuousClock.now
      // A third of a second each, of which a quarter of a second is had at once.
      for _ in 0..<2 { _ = try await throttle.turn(666_667, checkpoint: {}, wasHeld: { _ in }) }
      #expect(sent.duration(to: .now) > .milliseconds(60))
      try await waitUntil { ears.allSatisfy { $0.last == 2e6 } }
      try await waitUntil { ears.allSatisfy { $0.last == 3e6 } }
      group.cancelAll()
    }
  }

  @Test func `a limit that one meets is shared by all`() async throws {
    let throttle = WriteThrottle()
    let ears = (0..<2).map { _ in Ear() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for ear in ears {
        group.addTask { await throttle.deal { ear.hear($0) } }
      }
      throttle.heard(4e6)
      // 98 % of the limit, as one process keeps it.
      try await waitUntil { ears.allSatisfy { abs(($0.last ?? 0) - 1.96e6) < 1e4 } }
      group.cancelAll()
    }
    #expect(throttle.limitKept?.bytesPerSecond == 4e6 && throttle.limitKept?.owner == .target)
  }
}
