internal import MigrationEngine
internal import ZillizCloud

extension CloudProfile {
  /// What the control plane says of a cluster, for the engine.
  ///
  /// The projects are those that the key sees; nil if it may not list them.
  init(_ cluster: CloudCluster, among projects: [CloudProject]?) {
    self.init(
      clusterID: cluster.id, status: cluster.status.rawValue,
      isSecondary: cluster.global?.role?.uppercased() == "SECONDARY")
    kind = cluster.kind.map(ClusterKind.init)
    computeUnits = cluster.computeUnits
    unitType = cluster.unitType
    region = cluster.region
    projectID = cluster.projectID
    visibleProjects = projects?.map(\.id)
    let project = projects?.first { $0.id == cluster.projectID }
    projectName = project?.name
    organizationType = project?.organization?.description
  }
}

extension ClusterKind {
  /// The kind in the engine's words.
  init(_ kind: CloudClusterKind) {
    switch kind {
    case .free: self = .free
    case .serverless: self = .serverless
    case .dedicated: self = .dedicated
    }
  }
}

extension CloudClient {
  /// The projects that the key sees; nil if its role may not list them.
  func visibleProjects() async throws(CloudError) -> [CloudProject]? {
    do {
      return try await projects()
    } catch {
      guard error.code == .permissionDenied else { throw error }
      return nil
    }
  }
}
