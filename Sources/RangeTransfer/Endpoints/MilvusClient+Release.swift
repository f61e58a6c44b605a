package import MigrationPlanning
package import MilvusClient

extension MilvusClient {
  /// Releases what a plan had loaded for its copy.
  package func release(
    _ loading: SourceLoading, of collection: CollectionAddress
  ) async throws(MilvusError) {
    switch loading {
    case .none: break
    case .collection: try await release(collection)
    case .partitions(let names): try await releasePartitions(names, of: collection)
    }
  }
}
