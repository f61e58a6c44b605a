internal import MigrationPlanning
internal import MilvusClient

extension CollectionProbe {
  /// Runs the body while the source can be read, and tells it whether it can.
  ///
  /// A collection is loaded for that only if it is one of a file: nobody else uses its server, which has
  /// nothing loaded when it starts. It stays so until that server ends: a job may begin to read it.
  func whileReadable(
    _ facts: CollectionFacts, _ body: (_ isReadable: Bool) async throws -> Void
  ) async throws {
    guard source.client.access.endpoint.file != nil, facts.loadState == .notLoaded else {
      return try await body(facts.isReadable)
    }
    let address = facts.source
    let isLoaded = try await source.optionally { client throws(MilvusError) in
      try await client.loadAndWait(address, pollEvery: .milliseconds(20))
      return true
    }
    try await body(isLoaded ?? false)
  }
}
