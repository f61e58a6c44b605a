extension CloudClient {
  /// Lists the clusters that the key sees, of one region or of all, in the service's order.
  ///
  /// Asks page after page, a hundred clusters each. The service has no filter by project: compare
  /// `projectID`. What a list tells of a cluster may be less than what `cluster(_:)` tells.
  ///
  /// `GET /v2/clusters`: https://docs.zilliz.com/reference/restful/list-clusters-v2
  public func clusters(
    region: String? = nil
  ) async throws(CloudError) -> [CloudCluster] {
    let attempt = "cannot list the clusters"
    var listing = ClusterListing()
    repeat {
      let request = CloudRequest.get("clusters", query: listing.query(region: region))
      let answer = try await call(request, attempt: attempt)
      guard listing.take(answer) else { throw puzzled(attempt, missing: "clusters") }
    } while listing.isOpen
    return listing.clusters
  }

  /// Asks for everything about one cluster.
  ///
  /// `GET /v2/clusters/{CLUSTER_ID}`: https://docs.zilliz.com/reference/restful/describe-cluster-v2
  /// - Throws: `.clusterNotFound` also for a cluster that the key does not see: the service does not
  ///   tell the two apart.
  public func cluster(_ id: String) async throws(CloudError) -> CloudCluster {
    let attempt = "cannot describe the cluster \"\(id)\""
    let answer = try await call(.get("clusters", id), attempt: attempt)
    guard let cluster = answer.object(holding: "clusterId").flatMap(CloudCluster.init) else {
      throw puzzled(attempt, missing: "clusterId")
    }
    return cluster
  }
}
