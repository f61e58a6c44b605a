internal import ZillizCloud

/// A cluster in a list, with what its project says of it.
struct ClusterSummary: Sendable, Equatable {
  var cluster: CloudCluster
  /// Its project; nil if the key may not list it.
  var project: CloudProject?
  /// The sides whose key sees it.
  var sides: String

  /// The kind in words: `Dedicated`, `Dedicated BYOC`; nil if the service does not tell.
  var kind: String? {
    let option = cluster.kind.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }
    return project?.organization == .byoc ? "\(option ?? "") BYOC".trimmingStart : option
  }

  /// What people call its project, else the project's id.
  var projectText: String? { project?.name ?? cluster.projectID }

  /// The fields of the JSON object.
  var document: JSONObject {
    [
      "id": .string(cluster.id), "name": .string(cluster.name),
      "kind": .optional(cluster.kind?.rawValue),
      "computeUnits": .optional(cluster.computeUnits.map(Int64.init)),
      "cuType": .optional(cluster.unitType), "status": .string(cluster.status.rawValue),
      "region": .optional(cluster.region), "projectId": .optional(cluster.projectID),
      "project": .optional(project?.name),
      "orgType": .optional(project?.organization?.description),
      "plan": .optional(cluster.plan), "address": .optional(cluster.connectAddress),
      "privateAddress": .optional(cluster.privateAddress),
      "createdAt": .optional(cluster.createdAt),
    ]
  }
}

extension String {
  fileprivate var trimmingStart: String { String(drop(while: \.isWhitespace)) }
}
