internal import MilvusClient

/// What the control plane says of the clusters: whether they can be used, and how far apart they are.
enum CloudRules {
  static func judge(_ pair: PairFacts) -> [Finding] {
    [scope(pair.source.profile, pair.target.profile)].compactMap(\.self)
      + status("source", pair.source) + status("target", pair.target) + secondary(pair.target)
  }

  /// How far apart two clusters of Zilliz Cloud are; nil if one is not.
  static func scope(_ source: ClusterProfile, _ target: ClusterProfile) -> Finding? {
    guard source.kind.isZilliz, target.kind.isZilliz else { return nil }
    guard let source = source.cloud, let here = source.projectID,
      let target = target.cloud, let there = target.projectID
    else {
      return finding(
        .unknown, .scopeUnknown, "whether both clusters are of one project is not known",
        hint: "login, and connect both sides by their ids")
    }
    let names = "\(source.projectName ?? here) -> \(target.projectName ?? there)"
    if here == there {
      return finding(.ok, .scopeSameProject, "same project, \(target.projectName ?? there)")
    }
    let (seen, alsoSeen) = (source.visibleProjects, target.visibleProjects)
    if seen?.contains(there) == true || alsoSeen?.contains(here) == true {
      return finding(.ok, .scopeOtherProject, "another project, \(names)")
    }
    guard seen != nil, alsoSeen != nil else {
      return finding(
        .unknown, .scopeUnknown,
        "another project, \(names); a key may not list projects, so the organisation is not known")
    }
    return finding(
      .note, .scopeOtherOrganization,
      "another organisation, \(names), unless a key is restricted: neither sees the other project")
  }

  private static func finding(
    _ level: Finding.Level, _ code: Finding.Code, _ text: String, hint: String? = nil
  ) -> Finding {
    Finding(level, code, subject: .scope, text, hint: hint)
  }

  /// A status that is not known is as good a reason to stop as one that is.
  private static func status(_ side: String, _ end: EndFacts) -> [Finding] {
    guard let cloud = end.profile.cloud else { return [] }
    let said =
      cloud.isCurrent
      ? "the \(side) \(cloud.clusterID) is \(cloud.status)"
      : "the \(side) \(cloud.clusterID) was \(cloud.status) when it was connected"
    guard cloud.status == "RUNNING" else {
      return [
        Finding(
          .blocker, .clusterNotRunning, subject: .status,
          "\(said), not RUNNING\(cloud.staleness.map { "; it cannot be asked again: \($0)" } ?? "")",
          hint: cloud.staleness == nil
            ? "wait until it is RUNNING: describe cluster \(cloud.clusterID)"
            : "connect \(side) \(cloud.clusterID), after login if the key is gone")
      ]
    }
    if let staleness = cloud.staleness {
      return [
        Finding(
          .unknown, .clusterStatusUnknown, subject: .status,
          "\(said); the control plane cannot be asked again: \(staleness)",
          hint: "connect \(side) \(cloud.clusterID), after login if the key is gone")
      ]
    }
    return [Finding(.ok, .clusterRunning, subject: .status, said)]
  }

  private static func secondary(_ target: EndFacts) -> [Finding] {
    guard let cloud = target.profile.cloud, cloud.isSecondary else { return [] }
    return [
      Finding(
        .blocker, .targetSecondary, subject: .status,
        "the target \(cloud.clusterID) is the secondary of a global cluster, which takes no writes",
        hint: "connect the target to the primary cluster")
    ]
  }
}

extension Cluster {
  /// How far apart two clusters of Zilliz Cloud are: same project, another one, another organisation;
  /// nil if one of them is not of Zilliz Cloud.
  public static func scope(from source: Cluster, to target: Cluster) -> Finding? {
    CloudRules.scope(source.profile, target.profile)
  }
}
