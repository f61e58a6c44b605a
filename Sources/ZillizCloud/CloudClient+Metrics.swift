#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension CloudClient {
  /// Asks what was measured of a cluster.
  ///
  /// Metrics that the cluster does not have come without values, or do not come at all. Units are
  /// the service's own words.
  ///
  /// `POST /v2/clusters/{CLUSTER_ID}/metrics/query`:
  /// https://docs.zilliz.com/reference/restful/query-cluster-metrics-v2
  public func metrics(
    _ query: CloudMetricQuery, of cluster: String
  ) async throws(CloudError) -> [CloudMetric] {
    let attempt = "cannot query the metrics of the cluster \"\(cluster)\""
    let request = CloudRequest(
      path: ["clusters", cluster, "metrics", "query"], body: try body(of: query, attempt: attempt))
    let answer = try await call(request, attempt: attempt)
    guard let elements = answer.list("results") else { throw puzzled(attempt, missing: "results") }
    return elements.compactMap(CloudMetric.init)
  }

  private func body(
    of query: CloudMetricQuery, attempt: String
  ) throws(CloudError) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(MetricBody(query)))
    } catch {
      throw CloudError(.refused, "\(attempt): the request has no encoding", cause: error)
    }
  }
}

/// A query as it is posted.
private struct MetricBody: Encodable {
  struct Name: Encodable { var name: String }

  var metricQueries: [Name]
  var granularity: String
  var period: String?
  var start: String?
  var end: String?
  var dbName: String?
  var collectionName: String?

  init(_ query: CloudMetricQuery) {
    metricQueries = query.names.map { Name(name: $0.rawValue) }
    granularity = query.granularity.isoText
    switch query.span {
    case .last(let duration): period = duration.isoText
    case .between(let start, let end): (self.start, self.end) = (start, end)
    }
    dbName = query.database
    collectionName = query.collection
  }
}

extension Duration {
  /// The duration in whole seconds as ISO 8601 writes it: `PT300S`.
  fileprivate var isoText: String { "PT\(components.seconds)S" }
}
