internal import MigrationEngine
internal import MilvusClient

/// Runs calls to one side, whose failures are then reported with the side's name.
///
/// - Throws: `SideError` for a `MilvusError`, `CancellationError` for one that says the same.
func naming<R>(_ side: Side, _ body: () async throws -> R) async throws -> R {
  do {
    guard let board = WaitBoard.current else { return try await body() }
    return try await board.waiting(for: side, body)
  } catch let error as MilvusError {
    guard error.code != .cancelled else { throw CancellationError() }
    throw SideError(side, error)
  }
}
