public import MigrationPlanning
public import MilvusClient

extension Engine {
  /// Asks two collections the same searches, and compares their neighbours.
  ///
  /// A target that is not loaded is loaded for the time of the comparison; `announce` is told.
  /// - Throws: `SideError` with `.unsupportedByServer` for a field that an end cannot be searched by.
  public func compareSearches(
    _ source: CollectionAddress, on sourceCluster: Cluster,
    with target: CollectionAddress, on targetCluster: Cluster, options: SearchOptions,
    announce: @escaping @Sendable (VerifyProgress) -> Void = { _ in }
  ) async throws -> SearchReport {
    var part = VerifyOptions()
    part.partitions = options.partitions
    part.filter = options.filter
    return try await withVerifier(
      source, on: sourceCluster, against: target, on: targetCluster, options: part,
      announce: announce
    ) { verifier in
      try await SearchComparison(verifier: verifier, options: options).run()
    }
  }
}
