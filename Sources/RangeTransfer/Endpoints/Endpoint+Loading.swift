internal import MigrationPlanning
package import MilvusClient

extension Endpoint {
  /// How long a load is waited for without a word.
  private static let silence = Duration.seconds(5)

  /// The load states of some partitions, or with nil of the collection, once nobody is loading any of them.
  ///
  /// What somebody is just loading is theirs, and is waited for until its rows are seen. On busy cores
  /// Milvus 2.3.5 says also of what was loaded long ago that it is being loaded, for a moment. Where that
  /// takes long, `tell` is told in words what is waited for.
  package func settledLoadStates(
    of collection: CollectionAddress, partitions: [ServerName?], tell: (String) -> Void
  ) async throws -> [LoadState] {
    let start = ContinuousClock.now
    var (wasLoading, isTold) = (false, false)
    while true {
      let states = try await call { client throws(MilvusError) in
        try await inOrder(partitions) { partition throws(MilvusError) in
          try await client.loadState(of: collection, partition: partition)
        }
      }
      guard states.contains(.loading) else {
        if wasLoading, states.contains(.loaded) { try await waitUntilReadable(collection) }
        return states
      }
      wasLoading = true
      if !isTold, start.duration(to: .now) > Self.silence {
        tell("waits for \"\(collection)\", which is being loaded on the \(side.rawValue)")
        isTold = true
      }
      try await retrier.rest(0.2)
    }
  }

  /// Waits until the rows of what is loaded are seen; Lite shows them at once.
  package func waitUntilReadable(_ collection: CollectionAddress) async throws {
    guard supports(.unloadedCreation) else { return }
    try await call { client throws(MilvusError) in try await client.waitUntilReadable(collection) }
  }
}
