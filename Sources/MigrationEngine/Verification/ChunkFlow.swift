internal import RangeTransfer
internal import Synchronization

/// Works on ranges as they come, as many at once as a window admits.
struct ChunkFlow {
  /// Outcomes that may wait to be noted while there is room for more.
  ///
  /// 64: more than are in flight in this process, where outcomes are noted once the window is full.
  private static let mostDone = 64

  /// How many have ended and are not noted.
  private final class Ended: Sendable {
    let count = Mutex(0)
  }

  let window: FlightWindow
  let share: FlightBudget.Share
  /// Throws where the work is to stop.
  let checkpoint: @Sendable () throws -> Void

  /// Returns when there is no next range and the work on all of them is done.
  ///
  /// What came out of one is noted before the next one begins that the window did not admit beside it,
  /// and sooner where much has come out.
  func run<Found: Sendable>(
    _ next: () async throws -> Chunk?,
    work: @escaping @Sendable (Chunk) async throws -> Found, note: (Found) throws -> Void
  ) async throws {
    var window = window
    try await withThrowingTaskGroup(of: (found: Found, bytes: Int).self) { group in
      let done = Ended()
      while let chunk = try await next() {
        try checkpoint()
        while done.count.withLock({ $0 > Self.mostDone }) || !window.admits(chunk.weight),
          let ended = try await group.next()
        {
          done.count.withLock { $0 -= 1 }
          window.leave(ended.bytes)
          try note(ended.found)
        }
        window.enter(chunk.weight)
        let (share, checkpoint) = (share, checkpoint)
        group.addTask {
          guard let found = try await share.pass(chunk.weight, { try await work(chunk) }) else {
            try checkpoint()
            throw CancellationError()
          }
          done.count.withLock { $0 += 1 }
          return (found, chunk.weight)
        }
      }
      for try await ended in group { try note(ended.found) }
    }
  }
}
