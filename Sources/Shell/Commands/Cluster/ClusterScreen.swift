internal import ZillizCloud

/// Everything about one cluster of Zilliz Cloud.
struct ClusterScreen: Renderable {
  static let schema = "cluster/1"

  var summary: ClusterSummary
  /// What was measured of it in the last hour.
  var metrics: [CloudMetric]

  private var cluster: CloudCluster { summary.cluster }

  var json: JSONObject {
    var object = summary.document
    object["description"] = .optional(cluster.description)
    object["replicas"] = .optional(cluster.replicas.map(Int64.init))
    object["globalCluster"] = .optional(cluster.global?.id)
    object["globalRole"] = .optional(cluster.global?.role)
    object["capacityPercent"] = .optional(latest(.capacity))
    object["storageGB"] = .optional(latest(.storage))
    return object
  }

  var sections: [Section] {
    let name = cluster.name == cluster.id ? "" : "    \(cluster.name)"
    return [.lines([cluster.id + name]), .fields(facts)]
  }

  private var facts: [Field] {
    let all: [Field?] = [
      field("description", cluster.description),
      Field("status", Cell(statusText)),
      Field("kind", summary.kind.map { Cell($0) } ?? .absent),
      field("size", sizeText),
      field("region", cluster.region),
      field("project", projectText),
      field("plan", cluster.plan),
      field("endpoint", cluster.connectAddress),
      field("private endpoint", cluster.privateAddress),
      field("global cluster", globalText),
      Field("capacity used", percentText),
      Field("storage", storageText),
      field("created", cluster.createdAt),
    ]
    return all.compactMap(\.self)
  }

  private func field(_ name: String, _ text: String?) -> Field? {
    text.map { Field(name, Cell($0)) }
  }

  private var statusText: String {
    switch cluster.status.meaning {
    case .usable: cluster.status.rawValue
    case .changing: "\(cluster.status) (it may be usable soon)"
    case .suspended: "\(cluster.status) (resume it before it can be used)"
    case .gone: "\(cluster.status) (it cannot be used any more)"
    case .broken: "\(cluster.status) (something is wrong with it)"
    case .unknown: "\(cluster.status) (not usable, as far as this program knows)"
    }
  }

  private var sizeText: String? {
    let parts = [
      cluster.computeUnits.map { "\($0) CU" }, cluster.unitType,
      cluster.replicas.map { Figures.count($0, of: "replica") },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var projectText: String? {
    guard let project = summary.project else { return cluster.projectID }
    return project.name == project.id ? project.id : "\(project.name) (\(project.id))"
  }

  private var globalText: String? {
    cluster.global.map { [$0.id, $0.role].compactMap(\.self).joined(separator: ", ") }
  }

  private var percentText: Cell {
    latest(.capacity).map { Cell("\(Figures.fixed($0, digits: 1)) %", plain: "\($0)") }
      ?? Cell("not known", plain: "")
  }

  private var storageText: Cell {
    latest(.storage).map { Cell(Figures.size($0 * 1e9), plain: "\($0)") }
      ?? Cell("not known", plain: "")
  }

  private func latest(_ name: CloudMetricName) -> Double? {
    metrics.first { $0.name == name }?.latest
  }
}
