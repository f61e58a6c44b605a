/// Works on ranges as they come, as many at once as a window admits.
struct TileFlow {
  let window: FlightWindow
  let share: FlightBudget.Share
  /// Throws where the work is to stop.
  let checkpoint: @Sendable () throws -> Void

  /// Returns when there is no next range and the work on all of them is done.
  ///
  /// What came out of one is noted before the next one begins that the window did not admit beside it.
  func run<Found: Sendable>(
    _ next: () async throws -> Tile?,
    work: @escaping @Sendable (Tile) async throws -> Found, note: (Found) throws -> Void
  ) async throws {
    var window = window
    try await withThrowingTaskGroup(of: (found: Found, bytes: Int).self) { group in
      while let tile = try await next() {
        try checkpoint()
        while !window.admits(tile.bytes), let ended = try await group.next() {
          window.leave(ended.bytes)
          try note(ended.found)
        }
        window.enter(tile.bytes)
        let (share, checkpoint) = (share, checkpoint)
        group.addTask {
          guard let found = try await share.pass(tile.bytes, { try await work(tile) }) else {
            try checkpoint()
            throw CancellationError()
          }
          return (found, tile.bytes)
        }
      }
      for try await ended in group { try note(ended.found) }
    }
  }
}
