internal import ZillizCloud

extension CloudClient {
  /// What was measured of a cluster's capacity and storage; nothing if the service refuses to tell,
  /// which it does of some clusters.
  func usage(of cluster: String) async throws(CloudError) -> [CloudMetric] {
    do {
      return try await metrics(CloudMetricQuery([.capacity, .storage]), of: cluster)
    } catch  where error.code == .cancelled {
      throw error
    } catch {
      return []
    }
  }
}
