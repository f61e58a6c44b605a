internal import MilvusClient
internal import Synchronization

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// A target that stores keys, and refuses whole requests for single rows, as servers do.
final class PickyTarget: RowSink {
  /// What happens to one request.
  enum Fate {
    /// It fails so, and nothing of it is stored.
    case refused(MilvusError.Code)
    /// It fails with words that nobody knows, and nothing of it is stored.
    case faulty
    /// It fails so, and half of its rows are stored.
    case halfStored
    /// Its rows are stored, and the answer is lost.
    case answerLost
    /// Its rows are stored, and this happens meanwhile.
    case during(@Sendable () -> Void)
  }

  private struct State {
    var stored: [PrimaryKey: Int] = [:]
    var requests = 0
    var replays = 0
  }

  private let refused: Set<PrimaryKey>
  private let fates: [Int: Fate]
  private let isExplained: Bool
  private let onRefusal: @Sendable () -> Void
  private let state = Mutex(State())

  /// A target that refuses rows with these keys, and lets requests meet fates by their number from 1.
  ///
  /// Its words may be such that only a person understands that they are about a row.
  init(
    refusing keys: [Int64] = [], isExplained: Bool = true, fates: [Int: Fate] = [:],
    onRefusal: @escaping @Sendable () -> Void = {}
  ) {
    refused = Set(keys.map(PrimaryKey.int64))
    self.isExplained = isExplained
    self.fates = fates
    self.onRefusal = onRefusal
  }

  /// How often each key is stored.
  var stored: [PrimaryKey: Int] { state.withLock { $0.stored } }
  /// How many requests came.
  var requests: Int { state.withLock { $0.requests } }
  /// How many of them were replays.
  var replays: Int { state.withLock { $0.replays } }

  func insert(_ request: WriteRequest) async throws(MilvusError) {
    try take(request) { state, key in state.stored[key, default: 0] += 1 }
  }

  func replay(_ request: WriteRequest, keys: [PrimaryKey], partition: ServerName?)
    async throws(MilvusError)
  {
    state.withLock { $0.replays += 1 }
    try take(request) { state, key in state.stored[key] = 1 }
  }

  func denial() async throws(MilvusError) -> String? { nil }

  private func take(
    _ request: WriteRequest, _ store: (inout State, PrimaryKey) -> Void
  ) throws(MilvusError) {
    let keys = try RowPage(writtenBy: request).keys()
    let number = state.withLock {
      $0.requests += 1
      return $0.requests
    }
    switch fates[number] {
    case .refused(let code): throw MilvusError(code, "cannot write: \(code)")
    case .halfStored:
      state.withLock { state in keys.prefix(keys.count / 2).forEach { store(&state, $0) } }
      fallthrough
    case .faulty: throw refusal(.invalidRequest, "a lock could not be taken")
    case .during(let event): event()
    case .answerLost, nil: break
    }
    if let key = keys.first(where: refused.contains) {
      onRefusal()
      throw refusal(
        isExplained ? .invalidRow : .invalidRequest, "the value of \(key) is no good")
    }
    state.withLock { state in keys.forEach { store(&state, $0) } }
    if case .answerLost = fates[number] { throw MilvusError(.timedOut, "cannot write: no answer") }
  }

  private func refusal(_ code: MilvusError.Code, _ words: String) -> MilvusError {
    MilvusError(code, "cannot write: \(words)", serverCode: 65535, serverWords: words)
  }
}
