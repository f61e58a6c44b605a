internal import JobJournal
internal import MilvusClient

/// Loads a collection for the time of a body, and releases it afterwards if it was not loaded before.
struct TargetLoan {
  let client: MilvusClient
  let collection: CollectionAddress
  let announce: () -> Void

  /// Runs the body while the collection is loaded.
  ///
  /// The release happens also after a failure and in a cancelled task.
  /// - Throws: `MigrationError` with `.targetNotLoadable` if it has no index to load by.
  func whileLoaded<R: Sendable>(_ body: () async throws -> R) async throws -> R {
    if try await isLoaded() { return try await body() }
    announce()
    do {
      try await load()
      let result = try await body()
      try await release()
      return result
    } catch {
      try await release()
      throw error
    }
  }

  private func isLoaded() async throws -> Bool {
    do {
      return try await client.loadState(of: collection, partition: nil) == .loaded
    } catch {
      throw SideError(.target, error)
    }
  }

  private func load() async throws {
    do {
      try await client.loadAndWait(collection, pollEvery: .milliseconds(200)) { _ in }
    } catch {
      guard error.code == .noIndex else { throw SideError(.target, error) }
      throw MigrationError(
        .targetNotLoadable,
        "the target \"\(collection)\" has no index on its vectors, so it cannot be loaded and read",
        cause: error)
    }
  }

  private func release() async throws {
    let (client, collection) = (client, collection)
    do throws(MilvusError) {
      try await Journal.shielded { () async throws(MilvusError) in
        try await client.release(collection)
      }
    } catch {
      throw SideError(.target, error)
    }
  }
}
