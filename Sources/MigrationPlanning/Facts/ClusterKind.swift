/// What sort of server an end is.
public enum ClusterKind: String, Sendable, Codable, CaseIterable {
  /// Zilliz Cloud Free.
  case free
  /// Zilliz Cloud Serverless.
  case serverless
  /// Zilliz Cloud Dedicated.
  case dedicated
  /// The on-demand endpoint of a Zilliz Cloud project, which takes no rows.
  case onDemand = "on-demand"
  /// Zilliz Cloud, of an option that its address does not tell.
  case zilliz
  /// A Milvus server that somebody runs.
  case milvus
  /// Milvus Lite.
  case lite

  /// Whether it belongs to Zilliz Cloud, whose rules then apply.
  public var isZilliz: Bool {
    switch self {
    case .free, .serverless, .dedicated, .onDemand, .zilliz: true
    case .milvus, .lite: false
    }
  }

  /// Its name among the deployment options ("Dedicated"), or of the software.
  public var title: String {
    switch self {
    case .free: "Free"
    case .serverless: "Serverless"
    case .dedicated: "Dedicated"
    case .onDemand: "On-demand"
    case .zilliz: "Zilliz Cloud"
    case .milvus: "Milvus"
    case .lite: "Milvus Lite"
    }
  }
}

extension ClusterKind {
  /// Reads the kind from the name of a Zilliz Cloud host; nil for hosts of others.
  ///
  /// The cluster's id, which begins the name, is trusted before the rest of the name.
  static func named(byHost host: String) -> ClusterKind? {
    let host = host.lowercased()
    guard isZillizHost(host) else { return nil }
    let firstLabel = host.prefix { $0 != "." }
    if firstLabel.hasPrefix("in01-") { return .dedicated }
    if firstLabel.hasPrefix("in03-") { return .free }
    if firstLabel.hasPrefix("in05-") { return .serverless }
    if firstLabel.hasPrefix("proj-") { return .onDemand }
    if firstLabel.hasPrefix("glo-") || host.contains(".serverless.") { return .zilliz }
    return host.contains(".vectordb.") ? .dedicated : .zilliz
  }

  private static func isZillizHost(_ host: String) -> Bool {
    ["zillizcloud.com", "zilliz.com", "zilliz.com.cn"].contains {
      host == $0 || host.hasSuffix("." + $0)
    }
  }
}
