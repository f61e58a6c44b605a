internal import MigrationEngine
internal import MilvusClient

/// A cluster that has just been connected.
struct ConnectionScreen: Renderable {
  static let schema = "connection/1"

  var side: Side
  var cluster: Cluster
  var database: ServerName
  /// Collections in the database; nil if the server did not say.
  var collections: Int?
  /// Whether each write to it needs its name.
  var isProtected = false
  /// How far it is from the other side, both of Zilliz Cloud.
  var scope: Finding?
  /// What to type next, for a person at a terminal.
  var hint: String?

  var json: JSONObject {
    var object = connection
    object["scope"] = scope.map { ["code": .string($0.code.rawValue), "text": .string($0.text)] }
    object["cloud"] = cluster.profile.cloud.map { .object($0.document) }
    return object
  }

  private var connection: JSONObject {
    [
      "side": .string(side.rawValue),
      "cluster": .string(cluster.label),
      "address": .string(cluster.access.endpoint.description),
      "kind": .string(cluster.profile.kind.rawValue),
      "kindDeclared": .bool(cluster.profile.declared),
      "computeUnits": .optional(cluster.profile.computeUnits.map(Int64.init)),
      "version": .string(cluster.identity.versionText),
      "tls": .bool(cluster.access.endpoint.usesTLS),
      "roundTripSeconds": .number(Figures.seconds(cluster.identity.roundTrip)),
      "proxy": .optional(cluster.access.proxy?.description),
      "database": .string(database),
      "collections": .optional(collections.map(Int64.init)),
      "readOnly": .bool(side == .source),
      "protected": .bool(isProtected),
      "server": .object(cluster.identity.server.document),
      "lacks": .array(cluster.identity.server.gaps.map { .string($0.rawValue) }),
    ]
  }

  var sections: [Section] {
    let facts = [
      what, software, cluster.access.endpoint.usesTLS ? "TLS" : "plain",
      Figures.roundTrip(cluster.identity.roundTrip),
    ]
    let name = cluster.label + String(repeating: " ", count: max(2, 8 - cluster.label.count))
    let first = "\(side.rawValue)  \(name)\(facts.joined(separator: "   "))"
    let lines = [first, "        " + second.joined(separator: ", ")]
    let ends = [gaps, scope.map { "        scope: \($0.text)" }, hint.map { "hint: \($0)" }]
    return [.lines(lines + ends.compactMap(\.self))]
  }

  /// What the server cannot do, and what that makes of it.
  private var gaps: String? {
    cluster.identity.server.limits.map { "        \(cluster.identity.server): \($0)" }
  }

  private var second: [String] {
    [
      "database \(database)", collections.map { Figures.count($0, of: "collection") },
      side == .source ? "read-only" : isProtected ? "protected" : nil,
      cluster.access.proxy.map { "through the proxy \($0)" },
      cluster.profile.cloud?.projectName.map { "project \($0)" },
    ].compactMap(\.self)
  }

  /// What it is: plan, size and region of a cloud cluster, the address of any other.
  private var what: String {
    let profile = cluster.profile
    guard profile.kind.isZilliz else { return cluster.access.endpoint.description }
    let kind =
      profile.kind == .zilliz ? "Zilliz Cloud" : "Zilliz Cloud \(profile.kind.title)"
    let network = profile.cloud?.isBYOC == true ? "BYOC" : nil
    return [kind, network, profile.computeUnits.map { "\($0) CU" }, region].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// The region by the control plane, else by the host: the label before `vectordb`.
  private var region: String? {
    if let region = cluster.profile.cloud?.region { return region }
    let labels = cluster.access.endpoint.host.split(separator: ".").map(String.init)
    guard let place = labels.firstIndex(of: "vectordb"), place > 0 else { return nil }
    return labels[place - 1]
  }

  private var software: String {
    "\(cluster.identity.server)"
  }
}

extension CloudProfile {
  /// The fields of the JSON object.
  fileprivate var document: JSONObject {
    [
      "cluster": .string(clusterID), "status": .string(status), "region": .optional(region),
      "cuType": .optional(unitType), "projectId": .optional(projectID),
      "project": .optional(projectName), "orgType": .optional(organizationType),
    ]
  }
}
