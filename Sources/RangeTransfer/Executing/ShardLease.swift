internal import Synchronization

/// The lease of a task that is done in parts.
///
/// The first part that is about to send takes it, and the others go by the answer to that; one that sends
/// rows a second time takes it again, so that the journal knows of that sending. Nobody takes it while
/// another part does: whoever is far away tells answers apart by the task alone.
final class ShardLease: Sendable {
  private let take: RangeLease
  /// Whoever comes meanwhile waits for the answer.
  private let gate = ConcurrencyLimit(width: 1)
  private let answer = Mutex<Bool?>(nil)

  init(_ take: @escaping RangeLease) {
    self.take = take
  }

  /// The lease of a part, of which rows may be stored whatever the others know.
  func part(mayBeStored: Bool) -> RangeLease {
    let part = Part(whole: self, mayBeStored: mayBeStored)
    return { try await part.lease() }
  }

  private func first() async throws -> Bool {
    try await gate.pass {
      if let answer = answer.withLock(\.self) { return answer }
      let mayBeStored = try await take()
      answer.withLock { $0 = mayBeStored }
      return mayBeStored
    }
  }

  private func again() async throws -> Bool {
    try await gate.pass { try await take() }
  }

  /// One part, which may ask more than once.
  private final class Part: Sendable {
    let whole: ShardLease
    let mayBeStored: Bool
    let hasAsked = Mutex(false)

    init(whole: ShardLease, mayBeStored: Bool) {
      (self.whole, self.mayBeStored) = (whole, mayBeStored)
    }

    func lease() async throws -> Bool {
      let isAgain = hasAsked.withLock { hasAsked in
        defer { hasAsked = true }
        return hasAsked
      }
      return try await isAgain ? whole.again() : whole.first() || mayBeStored
    }
  }
}
