internal import Synchronization

/// What all jobs and comparisons of a process have in flight together, calls and bytes.
///
/// Each has a share. A share's own window bounds how many of its ranges wait here; they hold no bytes
/// while they do. `FlightDeal` decides whose range starts next.
package final class FlightBudget: Sendable {
  private typealias Wait = CheckedContinuation<Bool, Never>

  private struct State {
    var deal: FlightDeal
    var waiting: [Int: Wait] = [:]
    /// Those whose task was cancelled before they could wait.
    var withdrawn: Set<Int> = []
    var lastNumber = 0

    mutating func newNumber() -> Int {
      lastNumber += 1
      return lastNumber
    }

    /// Takes those that may start from among those that wait.
    mutating func admit() -> [Wait] {
      deal.admitted().compactMap { waiting.removeValue(forKey: $0) }
    }
  }

  private let state: Mutex<State>
  /// The most bytes in flight, by estimate.
  package let bytes: Int

  /// A budget of that many bytes, by estimate.
  package init(bytes: Int = FlightWindow.usualBytes) {
    self.bytes = bytes
    state = Mutex(State(deal: FlightDeal(bytes: bytes)))
  }

  /// A new share, whose ranges start while fewer than `calls` are in flight in all shares together.
  package func share(calls: Int) -> Share {
    Share(budget: self, number: state.withLock { $0.newNumber() }, calls: calls)
  }

  /// The part of one job or comparison.
  package struct Share: Sendable {
    fileprivate let budget: FlightBudget
    fileprivate let number: Int
    /// The most calls at once, of all shares together.
    package let calls: Int
    /// The most bytes at once, of all shares together.
    package var bytes: Int { budget.bytes }

    /// Runs the body once it may be in flight; nil if it is to stop before that, or is cancelled.
    package func pass<R>(
      _ bytes: Int, unless isStopping: @Sendable () -> Bool = { false },
      _ body: () async throws -> R
    ) async rethrows -> R? {
      let request = FlightDeal.Request(
        number: budget.state.withLock { $0.newNumber() }, share: number, bytes: bytes, calls: calls)
      guard await budget.enter(request, unless: isStopping) else { return nil }
      defer { budget.leave(request) }
      return try await body()
    }

    /// Sends those away that wait; whoever comes later is asked whether to stop.
    package func withdraw() { budget.withdraw(share: number) }
  }
}

extension FlightBudget {
  private func enter(
    _ request: FlightDeal.Request, unless isStopping: @Sendable () -> Bool
  ) async -> Bool {
    await withTaskCancellationHandler {
      await withCheckedContinuation { wait in
        let admitted: [Wait]? = state.withLock { state in
          let isCancelled = state.withdrawn.remove(request.number) != nil
          guard !isCancelled, !isStopping() else { return nil }
          state.deal.ask(request)
          state.waiting[request.number] = wait
          return state.admit()
        }
        guard let admitted else { return wait.resume(returning: false) }
        admitted.forEach { $0.resume(returning: true) }
      }
    } onCancel: {
      cancel(request.number)
    }
  }

  private func leave(_ request: FlightDeal.Request) {
    let admitted = state.withLock { state in
      state.deal.leave(request)
      return state.admit()
    }
    admitted.forEach { $0.resume(returning: true) }
  }

  private func cancel(_ number: Int) {
    let wait: Wait? = state.withLock { state in
      guard !state.deal.isInFlight(number) else { return nil }
      guard let wait = state.waiting.removeValue(forKey: number) else {
        state.withdrawn.insert(number)
        return nil
      }
      state.deal.withdraw { $0.number == number }
      return wait
    }
    wait?.resume(returning: false)
  }

  private func withdraw(share: Int) {
    let waits = state.withLock { state in
      state.deal.withdraw { $0.share == share }.compactMap {
        state.waiting.removeValue(forKey: $0.number)
      }
    }
    waits.forEach { $0.resume(returning: false) }
  }
}
