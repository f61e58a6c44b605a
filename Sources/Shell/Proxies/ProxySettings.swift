internal import MilvusClient

/// Which proxy the environment names for a server, by the variables that gRPC and curl read.
///
/// It is pure. A server of this machine is never asked through a proxy unless `--proxy` says so: the
/// proxy is elsewhere, and its own machine would answer.
package struct ProxySettings: Sendable {
  private let environment: [String: String]

  /// The settings in an environment.
  package init(environment: [String: String]) { self.environment = environment }

  /// What is asked.
  package enum Destination: Sendable {
    /// A Milvus server, over gRPC.
    case cluster
    /// The control plane, over HTTPS.
    case controlPlane
  }

  /// The way to a host; a word of `--proxy` outweighs the environment.
  package func route(
    to host: String, port: Int, of destination: Destination, word: ProxyWord? = nil
  ) -> ProxyRoute {
    switch word {
    case .none?: return .direct
    case .proxy(let proxy)?: return .through(proxy)
    case nil: break
    }
    let names = Self.variables(of: destination)
    guard let (name, value) = first(names.proxy) else { return .direct }
    guard !HostPattern.isThisMachine(host) else { return .direct }
    if let (exception, list) = first(names.exceptions),
      HostPattern.reading(of: list).patterns.contains(where: { $0.matches(host, port: port) })
    {
      return .past("\(name) names a proxy, which is not used: \(exception) excepts this host")
    }
    do {
      return .through(try ProxyWord.read(value))
    } catch {
      return .unfit("\(name) names a proxy, which is not used: \(error.reason)")
    }
  }

  /// What the variables hold that means nothing, each as a sentence without a full stop.
  package func remarks(of destination: Destination) -> [String] {
    let names = Self.variables(of: destination)
    guard first(names.proxy) != nil, let (name, list) = first(names.exceptions) else { return [] }
    return HostPattern.reading(of: list).unknown.map { entry in
      "\(name) has \"\(Scrubber.scrubbed(entry))\", which names no host and is passed over; "
        + "it takes hosts, 10.0.0.0/8, 192.0.2.* and *"
    }
  }

  /// The variable with which a host is asked without a proxy, and what it excepts already.
  package func exception(of host: String, from destination: Destination) -> String {
    let (name, list) = first(Self.variables(of: destination).exceptions) ?? ("no_proxy", "")
    let hosts = list.split { $0 == "," || $0.isWhitespace }.map(String.init) + [host]
    return "\(name)=\(Quoting.quoted(hosts.joined(separator: ",")))"
  }

  private func first(_ names: [String]) -> (name: String, value: String)? {
    for name in names {
      if let value = environment.filled(name) { return (name, value) }
    }
    return nil
  }

  private static func variables(
    of destination: Destination
  ) -> (proxy: [String], exceptions: [String]) {
    let common = (proxy: ["https_proxy", "HTTPS_PROXY"], exceptions: ["no_proxy", "NO_PROXY"])
    switch destination {
    case .controlPlane: return common
    case .cluster:
      return (
        ["grpc_proxy"] + common.proxy + ["http_proxy"], ["no_grpc_proxy"] + common.exceptions
      )
    }
  }
}
