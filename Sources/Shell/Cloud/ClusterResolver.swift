package import MigrationEngine
package import MilvusClient
package import ZillizCloud

/// What a place that was typed after `connect` stands for.
package struct ClusterResolver: Sendable {
  /// A place that can be connected to.
  package struct Place: Sendable {
    /// The address, and what came with it.
    package var parsed: ParsedEndpoint
    /// What the cluster is called unless the user says otherwise.
    package var label: String
    /// What the control plane says of it; nil where it was not asked.
    package var cloud: CloudProfile?
    /// The key by which the control plane was asked, if it may be shown to the cluster.
    package var key: CloudKey?
    /// The proxy through which the control plane was asked.
    package var proxy: HTTPProxy?
    /// Whether the address is a private endpoint, there being no public one.
    package var isPrivate = false
  }

  /// Makes a resolver.
  package init() {}

  /// Reads an address: `host`, `host:port`, a URI or `unix:` with the path of a socket.
  ///
  /// - Throws: `MilvusError` for a misspelt one.
  package func place(_ text: String) throws(MilvusError) -> Place {
    let parsed = try MilvusEndpoint.parse(text)
    return Place(parsed: parsed, label: Self.label(of: parsed.endpoint))
  }

  /// Looks up the cluster of an id: its address with its port, and what kind of cluster it is.
  ///
  /// - Throws: `CloudError`, or `UsageError.notFound` for a cluster that has no address yet.
  package func place(ofCluster id: String, by client: CloudClient) async throws -> Place {
    let cluster = try await client.cluster(id)
    guard let address = cluster.address, let parsed = try? MilvusEndpoint.parse(address) else {
      throw UsageError(
        .notFound, "the cluster \"\(id)\" has no address; its status is \(cluster.status)",
        hint: "describe cluster \(id)")
    }
    let profile = CloudProfile(cluster, among: try await client.visibleProjects())
    return Place(
      parsed: parsed, label: cluster.id, cloud: profile,
      key: Self.mayCarryKey(parsed.endpoint) ? client.access.key : nil,
      proxy: client.access.proxy.map(HTTPProxy.init),
      isPrivate: cluster.connectAddress == nil)
  }

  /// Whether the text is the id of a cloud cluster, as `in01-2f3a9c`, and no address.
  package static func isClusterID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[0].hasPrefix("in") else { return false }
    return parts[0].dropFirst(2).allSatisfy(\.isNumber) && !parts[1].isEmpty
      && parts[1].allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// A short name of a server: the id of a cloud cluster, the name of a file or socket, else its host,
  /// with an unusual port.
  package static func label(of endpoint: MilvusEndpoint) -> String {
    if let path = endpoint.file ?? endpoint.socket, let name = path.split(separator: "/").last {
      return String(name)
    }
    if endpoint.isZillizCloud { return String(endpoint.host.prefix { $0 != "." }) }
    let usual = [MilvusEndpoint.defaultPort, 443]
    return usual.contains(endpoint.port) ? endpoint.writtenHost : endpoint.authority
  }

  /// A key is shown over TLS, or to this machine.
  private static func mayCarryKey(_ endpoint: MilvusEndpoint) -> Bool {
    endpoint.usesTLS || endpoint.socket != nil
      || ["127.0.0.1", "localhost", "::1"].contains(endpoint.host)
  }
}
