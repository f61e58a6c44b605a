extension CloudRouter {
  /// One page of the clusters that the caller sees.
  func clusters(_ query: [String: String], for caller: CloudCaller) -> CloudAnswer {
    guard let size = Int(query["pageSize"] ?? "10"), (1...100).contains(size) else {
      return .refusal(80003, "pageSize has to be between 1 and 100")
    }
    guard let page = Int(query["currentPage"] ?? "1"), page >= 1 else {
      return .refusal(80004, "currentPage begins with 1")
    }
    let region = query["region"]
    let all = caller.clusters.filter { region == nil || $0.0.region == region }
    let shown = all.dropFirst((page - 1) * size).prefix(size).map { cluster, project in
      fields(of: cluster, project, caller.organization)
    }
    guard !shapes.clustersAreArray else { return success(shown) }
    return success(
      [
        "count": all.count, "currentPage": page, "pageSize": size, "clusters": shown,
      ] as [String: Any])
  }

  /// Everything about one cluster.
  func cluster(_ id: String, for caller: CloudCaller) -> CloudAnswer {
    switch find(id, for: caller) {
    case .success(let (cluster, project)):
      let more: [String: Any] = [
        "replica": shapes.replicasAreText ? String(cluster.replicas) : cluster.replicas,
        "storageSize": 0, "snapshotNumber": 0, "createProgress": 100,
      ]
      let fields = fields(of: cluster, project, caller.organization)
      return success(fields.merging(more) { $1 })
    case .failure(let refusal): return refusal.answer
    }
  }

  /// The cluster of an id, if the caller may see it.
  func find(
    _ id: String, for caller: CloudCaller
  ) -> Result<(FakeCluster, FakeProject), CloudRefusal> {
    if let found = caller.clusters.first(where: { $0.0.id == id }) { return .success(found) }
    let answer: CloudAnswer
    if !id.hasPrefix("in") {
      answer = .refusal(80020, "the cluster id is invalid, or there is no permission for it")
    } else if caller.organization.projects.contains(where: { $0.holds(id) }) {
      answer = .refusal(40022, "no access to the cluster; ask an administrator")
    } else if estate.organizations.flatMap(\.projects).contains(where: { $0.holds(id) }) {
      answer = .refusal(80020, "the cluster id is invalid, or there is no permission for it")
    } else {
      answer = .refusal(40021, "the cluster does not exist")
    }
    return .failure(CloudRefusal(answer: answer))
  }

  private func fields(
    of cluster: FakeCluster, _ project: FakeProject, _ organization: FakeOrganization
  ) -> [String: Any] {
    var fields: [String: Any] = [
      "clusterId": cluster.id, "clusterName": cluster.name, "description": "",
      "projectId": project.id, "regionId": cluster.region, "status": cluster.status,
      "plan": plan(of: cluster, project), "cuType": cluster.unitType,
      "cuSize": cluster.computeUnits, "createTime": Self.created,
      "connectAddress": cluster.address, "privateLinkAddress": cluster.privateAddress,
    ]
    if organization.isBYOC {
      fields["connectAddress"] = ""
      fields["privateLinkAddress"] = cluster.address
    }
    if !shapes.lacksDeploymentOption { fields["deploymentOption"] = cluster.kind.rawValue }
    return fields
  }

  private func plan(of cluster: FakeCluster, _ project: FakeProject) -> String {
    switch cluster.kind {
    case .free: shapes.freePlanIsServerless ? "Serverless" : "Free"
    case .serverless: "Serverless"
    case .dedicated: project.plan
    }
  }
}

extension FakeProject {
  fileprivate func holds(_ cluster: String) -> Bool { clusters.contains { $0.id == cluster } }
}
