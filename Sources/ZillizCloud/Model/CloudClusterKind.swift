/// The deployment option of a cluster, which decides what can be migrated to what.
public enum CloudClusterKind: String, Sendable, Hashable, CaseIterable {
  /// Free of charge, 5 GB.
  case free
  /// Paid by use.
  case serverless
  /// A number of compute units of its own.
  case dedicated

  /// Works out the kind from what the service says of a cluster; nil if that does not tell.
  ///
  /// The field `deploymentOption` is trusted first, then the beginning of the id, then the host's
  /// name, then a size in compute units. The field `plan` is never asked: it is the plan of the
  /// project, and has been seen to call a Free cluster "Serverless".
  init?(deploymentOption: String?, id: String, address: String?, computeUnits: Int?) {
    let option = deploymentOption.flatMap { CloudClusterKind(rawValue: $0.lowercased()) }
    let isSized = (computeUnits ?? 0) > 0
    let found =
      option ?? Self.named(by: id) ?? address.flatMap(Self.named(byAddress:))
      ?? (isSized ? .dedicated : nil)
    guard let found else { return nil }
    self = found
  }

  private static func named(by id: String) -> CloudClusterKind? {
    let prefixes: [(String, CloudClusterKind)] = [
      ("in01-", .dedicated), ("in03-", .free), ("in05-", .serverless),
    ]
    return prefixes.first { id.hasPrefix($0.0) }?.1
  }

  /// A host begins with the id; `vectordb` without `serverless` are the Dedicated ones.
  private static func named(byAddress address: String) -> CloudClusterKind? {
    let host = address.split(separator: "/").last.map(String.init)?.lowercased() ?? ""
    let labels = host.split(separator: ".")
    let isDedicated = labels.contains("vectordb") && !labels.contains("serverless")
    return named(by: host) ?? (isDedicated ? .dedicated : nil)
  }
}
