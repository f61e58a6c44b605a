public import MilvusClient

/// What is known of a cluster beyond its address and version.
public struct ClusterProfile: Sendable, Codable, Equatable {
  /// What sort of server it is.
  public var kind: ClusterKind
  /// Whether the user said so; else it was inferred.
  public var declared: Bool
  /// Query CUs of a Dedicated cluster, if declared or told by the control plane.
  public var computeUnits: Int?
  /// What the control plane says of it; nil where it was not asked.
  public var cloud: CloudProfile?

  /// Makes a profile from its parts.
  public init(
    kind: ClusterKind, declared: Bool = false, computeUnits: Int? = nil,
    cloud: CloudProfile? = nil
  ) {
    self.kind = kind
    self.declared = declared
    self.computeUnits = computeUnits
    self.cloud = cloud
  }

  /// Whether its limits are settings that an operator may have changed: in a network of one's own
  /// (https://docs.zilliz.com/docs/byoc/limits), and on a server that somebody runs.
  var hasAdjustableLimits: Bool { kind == .milvus || cloud?.isBYOC == true }

  /// Works out what sort of server answers at an endpoint.
  ///
  /// What the user declares wins, then what the control plane says, then what the server says of
  /// itself, then the host's name.
  public static func infer(
    endpoint: MilvusEndpoint, identity: ServerIdentity, declared: ClusterKind? = nil,
    computeUnits: Int? = nil, cloud: CloudProfile? = nil
  ) -> ClusterProfile {
    let byHost = ClusterKind.named(byHost: endpoint.host)
    let known = cloud.map { $0.kind ?? byHost ?? .zilliz }
    let inferred: ClusterKind =
      identity.server.flavour == .lite ? .lite : byHost ?? kind(saidBy: identity.text)
    return ClusterProfile(
      kind: declared ?? known ?? inferred, declared: declared != nil,
      computeUnits: computeUnits ?? cloud?.computeUnits, cloud: cloud)
  }

  /// The kind by the server's own words, for clusters behind a private name.
  private static func kind(saidBy text: String) -> ClusterKind {
    text.lowercased().contains("zilliz") ? .zilliz : .milvus
  }
}
