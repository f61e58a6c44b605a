internal import MigrationEngine
internal import MilvusClient

/// Asks about one collection; what its server refuses is kept, and the next question is asked.
struct Questions {
  let collection: LocatedCollection
  private(set) var refusals: [Refusal] = []

  init(about collection: LocatedCollection) {
    self.collection = collection
  }

  /// The answer, or nil if it was refused.
  ///
  /// - Throws: `SideError` if the collection is gone or the server does not talk any more.
  mutating func ask<R>(
    _ question: Refusal.Question, _ body: (MilvusClient) async throws -> R
  ) async throws -> R? {
    do {
      return try await naming(collection.side) { try await body(collection.cluster.client) }
    } catch let error as SideError {
      guard await error.isRefusal(by: collection.cluster.client) else { throw error }
      refusals.append(Refusal(question, error))
      return nil
    }
  }
}
