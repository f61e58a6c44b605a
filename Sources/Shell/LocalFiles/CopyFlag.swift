internal import Synchronization

/// Whether something that a thread does is still wanted.
final class CopyFlag: Sendable {
  private let value = Atomic(true)

  var isWanted: Bool { value.load(ordering: .relaxed) }

  func drop() { value.store(false, ordering: .relaxed) }
}
