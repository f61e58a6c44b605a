internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// The parts of a task have one lease, which is taken by one of them at a time.
@Suite(.timeLimit(.minutes(5)))
struct ShardLeaseTests {
  /// Who grants the lease, and counts those who wait for that.
  private final class Desk: Sendable {
    private let state = Mutex((granted: 0, waiting: 0, mostWaiting: 0))

    var granted: Int { state.withLock(\.granted) }
    var mostWaiting: Int { state.withLock(\.mostWaiting) }

    func take() async -> Bool {
      state.withLock { state in
        state.waiting += 1
        state.mostWaiting = max(state.mostWaiting, state.waiting)
      }
      // Long enough for the others to come.
      for _ in 0..<100 { await Task.yield() }
      return state.withLock { state in
        state.waiting -= 1
        state.granted += 1
        return state.granted > 1
      }
    }
  }

  private func ask(_ parts: [RangeLease]) async throws -> [Bool] {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for part in parts { group.addTask { try await part() } }
      var answers: [Bool] = []
      for try await answer in group { answers.append(answer) }
      return answers
    }
  }

  @Test func `parts take it once together, and each by itself when it sends again`() async throws {
    let desk = Desk()
    let lease = ShardLease { await desk.take() }
    let parts = (0..<8).map { _ in lease.part(mayBeStored: false) }
    #expect(try await ask(parts) == Array(repeating: false, count: 8))
    #expect(desk.granted == 1)
    #expect(try await ask(parts) == Array(repeating: true, count: 8))
    #expect(desk.granted == 9 && desk.mostWaiting == 1)
  }

  @Test func `a part of which rows may be stored is told so whatever the others are`() async throws
  {
    let desk = Desk()
    let lease = ShardLease { await desk.take() }
    #expect(try await lease.part(mayBeStored: false)() == false)
    #expect(try await lease.part(mayBeStored: true)() == true)
    #expect(desk.granted == 1)
  }
}
