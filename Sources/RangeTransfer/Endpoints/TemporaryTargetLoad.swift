internal import JobJournal
internal import MigrationPlanning
package import MilvusClient

/// Loads a collection for the time of a body, and releases it afterwards if it was not loaded before.
package struct TemporaryTargetLoad {
  /// The target.
  package let end: Endpoint
  /// What is loaded while the body runs.
  package let collection: CollectionAddress
  /// What is claimed meanwhile.
  package let temporaryLoad: TemporaryLoad
  /// Told before the collection is loaded.
  package let announce: () -> Void
  /// Told what the user should know, in words.
  package let warn: (String) -> Void
  /// Told if it could not be released after a failure.
  package let complain: (any Error) -> Void

  /// A load that tells what it does, and what goes wrong with it, by the three closures.
  package init(
    end: Endpoint, collection: CollectionAddress, temporaryLoad: TemporaryLoad,
    announce: @escaping () -> Void, warn: @escaping (String) -> Void,
    complain: @escaping (any Error) -> Void
  ) {
    (self.end, self.collection, self.temporaryLoad) = (end, collection, temporaryLoad)
    (self.announce, self.warn, self.complain) = (announce, warn, complain)
  }

  /// Runs the body while the collection is loaded.
  ///
  /// The release happens also after a failure and in a cancelled task. One that an earlier process left
  /// loaded is released, too, unless its user has loaded it since by this program. One that somebody is
  /// just loading is waited for, and stays loaded.
  /// - Throws: `MigrationError` with `.targetNotLoadable` if it has no index to load by, or is loaded
  ///   in part by somebody else.
  package func whileLoaded<R: Sendable>(_ body: () async throws -> R) async throws -> R {
    if try await isLoaded(), !temporaryLoad.isLeftBehind { return try await body() }
    announce()
    // A state folder that cannot be written is no reason to compare nothing.
    noting { try temporaryLoad.begin() }
    let result: R
    do {
      try await load()
      result = try await body()
    } catch {
      do { try await temporaryLoad.release() } catch let second { complain(second) }
      throw error
    }
    if !temporaryLoad.isDisowned { try await release() }
    noting { try temporaryLoad.end() }
    return result
  }

  private func noting(_ record: () throws -> Void) {
    do { try record() } catch {
      warn("nothing remembers that \"\(collection)\" is loaded: \(failureMessage(of: error))")
    }
  }

  /// Asks each partition: of a collection with one loaded partition the server says "loaded".
  private func isLoaded() async throws -> Bool {
    guard try await states([nil]) == [.loaded] else { return false }
    let names = try await end.call { client throws(MilvusError) in
      try await client.partitions(of: collection)
    }
    for (partition, state) in zip(names, try await states(names)) where state != .loaded {
      throw MigrationError(
        .targetNotLoadable,
        "the target \"\(collection)\" is loaded without its partition \"\(partition)\"")
    }
    return true
  }

  private func states(_ partitions: [ServerName?]) async throws -> [LoadState] {
    try await end.settledLoadStates(of: collection, partitions: partitions, tell: warn)
  }

  private func load() async throws {
    do {
      try await end.call { client throws(MilvusError) in
        try await client.loadAndWait(collection, pollEvery: .milliseconds(200)) { _ in }
      }
    } catch let error as SideError where error.error.code == .noIndex {
      throw MigrationError(
        .targetNotLoadable,
        "the target \"\(collection)\" has no index on its vectors, so it cannot be loaded and read",
        cause: error.error)
    }
  }

  private func release() async throws {
    do {
      try await end.client.release(collection)
    } catch {
      do { try await temporaryLoad.release() } catch _ as MilvusError {
        throw SideError(.target, error)
      }
    }
  }
}
