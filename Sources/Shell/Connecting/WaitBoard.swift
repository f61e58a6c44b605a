internal import MigrationEngine
internal import Synchronization

/// What a command waits for at this moment; whoever asks a cluster says so here.
final class WaitBoard: Sendable {
  /// The board of the command that is running.
  @TaskLocal static var current: WaitBoard?

  /// Something that is waited for.
  struct Wait: Sendable, Equatable {
    var side: Side
    var since: ContinuousClock.Instant
  }

  private let waits = Mutex<[Int: Wait]>([:])
  private let count = Mutex(0)

  /// What has been waited for the longest; nil if nothing is.
  var oldest: Wait? { waits.withLock { $0.values.min { $0.since < $1.since } } }

  /// Runs the body, during which the side is waited for.
  func waiting<R>(for side: Side, _ body: () async throws -> R) async rethrows -> R {
    let number = count.withLock { count in
      count += 1
      return count
    }
    waits.withLock { $0[number] = Wait(side: side, since: .now) }
    defer { waits.withLock { _ = $0.removeValue(forKey: number) } }
    return try await body()
  }
}
