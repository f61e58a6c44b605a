internal import MigrationEngine
internal import MilvusClient

extension EventLog {
  /// Tells that a cluster was opened or closed.
  func tell(_ kind: EventKind, _ side: Side, _ open: OpenCluster) async {
    let cluster = open.cluster
    var fields: JSONObject = [
      "side": .string(side.rawValue), "cluster": .string(cluster.label),
      "address": .string(cluster.access.endpoint.description),
    ]
    if kind == .connectionOpened {
      fields["version"] = .string(cluster.identity.versionText)
      fields["database"] = .string(cluster.access.database)
    }
    await note(kind, fields)
  }
}
