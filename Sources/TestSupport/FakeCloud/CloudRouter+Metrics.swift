internal import Foundation

extension CloudRouter {
  /// What was measured of a cluster.
  func metrics(of id: String, _ body: Data, for caller: CloudCaller) -> CloudAnswer {
    let cluster: FakeCluster
    switch find(id, for: caller) {
    case .success(let (found, _)): cluster = found
    case .failure(let refusal): return refusal.answer
    }
    guard cluster.status == "RUNNING" else {
      return .refusal(40003, "not possible while the cluster is \(cluster.status)")
    }
    guard let query = try? JSONDecoder().decode(MetricAsk.self, from: body), query.isWhole else {
      return .refusal(80000, "a parameter is incorrect")
    }
    let results = query.metricQueries.map { asked -> [String: Any] in
      let has = cluster.has(asked.name, isBYOC: caller.organization.isBYOC)
      let values = has ? cluster.metrics[asked.name] ?? [] : []
      return [
        "name": asked.name, "unit": Self.units[asked.name] ?? "",
        "values": values.enumerated().map(Self.sample),
      ]
    }
    return success(["results": results])
  }

  /// A value as the service writes it: a text with two digits after the point, or null.
  private static func sample(_ place: Int, _ value: Double?) -> [String: Any] {
    let minute = String(format: "%02d", place % 60)
    let text = value.map { String(format: "%.2f", $0) }
    return ["timestamp": "2026-03-14T10:\(minute):00Z", "value": text ?? NSNull()]
  }

  private static let units = [
    "CU_CAPACITY": "%", "CU_COMPUTATION": "%", "STORAGE_USE": "GB",
  ]
}

/// A query of metrics as it was posted.
private struct MetricAsk: Decodable {
  struct Name: Decodable { var name: String }

  var metricQueries: [Name]
  var granularity: String
  var period: String?
  var start: String?
  var end: String?

  /// Whether it names a time, and values that are 30 s apart at least.
  var isWhole: Bool {
    let hasSpan = period != nil || (start != nil && end != nil)
    guard granularity.hasPrefix("PT"), granularity.hasSuffix("S") else { return hasSpan }
    return hasSpan && (Int(granularity.dropFirst(2).dropLast()) ?? 0) >= 30
  }
}
