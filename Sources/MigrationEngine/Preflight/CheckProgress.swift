internal import Synchronization

/// How many of the collections that are to be checked have been asked about.
public struct CheckProgress: Sendable, Equatable {
  /// Collections that were asked about.
  public var done: Int
  /// Collections in all.
  public var total: Int
}

/// Counts the collections that were asked about, side by side, and tells each number once.
final class CheckCounter: Sendable {
  private let progress: Mutex<CheckProgress>
  private let announce: @Sendable (CheckProgress) -> Void

  init(of total: Int, _ announce: @escaping @Sendable (CheckProgress) -> Void) {
    progress = Mutex(CheckProgress(done: 0, total: total))
    self.announce = announce
  }

  func countOne() {
    announce(
      progress.withLock { progress in
        progress.done += 1
        return progress
      })
  }
}
