public import MilvusClient

/// What is known of a cluster beyond its address and version.
public struct ClusterProfile: Sendable, Codable, Equatable {
  /// What sort of server it is.
  public var kind: ClusterKind
  /// Whether the user said so; else it was inferred.
  public var declared: Bool
  /// Query CUs of a Dedicated cluster, if declared.
  public var computeUnits: Int?

  /// Makes a profile from its parts.
  public init(kind: ClusterKind, declared: Bool = false, computeUnits: Int? = nil) {
    self.kind = kind
    self.declared = declared
    self.computeUnits = computeUnits
  }

  /// Works out what sort of server answers at an endpoint.
  ///
  /// What the user declares wins, then what the server says of itself, then the host's name.
  public static func infer(
    endpoint: MilvusEndpoint, identity: ServerIdentity, declared: ClusterKind? = nil,
    computeUnits: Int? = nil
  ) -> ClusterProfile {
    if let declared {
      return ClusterProfile(kind: declared, declared: true, computeUnits: computeUnits)
    }
    let inferred: ClusterKind =
      identity.version.isLite
      ? .lite : ClusterKind.named(byHost: endpoint.host) ?? kind(saidBy: identity.text)
    return ClusterProfile(kind: inferred, computeUnits: computeUnits)
  }

  /// The kind by the server's own words, for clusters behind a private name.
  private static func kind(saidBy text: String) -> ClusterKind {
    text.lowercased().contains("zilliz") ? .zilliz : .milvus
  }
}
