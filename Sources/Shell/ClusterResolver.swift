package import MilvusClient

/// What a place that was typed after `connect` stands for.
package struct ClusterResolver: Sendable {
  /// A place that can be connected to.
  package struct Place: Sendable {
    /// The address, and what came with it.
    package var parsed: ParsedEndpoint
    /// What the cluster is called unless the user says otherwise.
    package var label: String
  }

  /// Makes a resolver.
  package init() {}

  /// Reads an address: `host`, `host:port` or a URI.
  ///
  /// - Throws: `UsageError` for something that is no address, `MilvusError` for a misspelt one.
  package func place(_ text: String) throws -> Place {
    try refuseClusterID(text)
    let parsed = try MilvusEndpoint.parse(text)
    return Place(parsed: parsed, label: Self.label(of: parsed.endpoint))
  }

  /// A short name of a server: the id of a cloud cluster, else its host, with an unusual port.
  package static func label(of endpoint: MilvusEndpoint) -> String {
    if endpoint.isZillizCloud { return String(endpoint.host.prefix { $0 != "." }) }
    let usual = [MilvusEndpoint.defaultPort, 443]
    return usual.contains(endpoint.port) ? endpoint.host : "\(endpoint.host):\(endpoint.port)"
  }

  /// A cluster id alone would be looked up as a host, and the failure would mislead.
  private func refuseClusterID(_ text: String) throws(UsageError) {
    let isID = ["in01-", "in03-", "in05-"].contains { text.hasPrefix($0) }
    guard isID, !text.contains("."), !text.contains("/") else { return }
    throw UsageError(
      .invalidValue, "\"\(text)\" is the id of a cluster, and its address is needed",
      hint: "copy the public endpoint from the cluster's page in the console")
  }
}
