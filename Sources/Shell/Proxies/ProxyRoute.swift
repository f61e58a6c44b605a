package import MilvusClient
internal import ZillizCloud

/// The way to a server: straight, or through a proxy.
package enum ProxyRoute: Sendable, Equatable {
  /// Straight; nobody named a proxy.
  case direct
  /// Through a proxy.
  case through(HTTPProxy)
  /// Straight, though a proxy is set, with the reason as a sentence without a full stop.
  case past(String)
  /// Straight, because the proxy that is set cannot be used; the same with the reason.
  case unfit(String)

  /// The proxy, if there is one on the way.
  package var proxy: HTTPProxy? {
    guard case .through(let proxy) = self else { return nil }
    return proxy
  }

  /// Why a proxy that is set stays unused.
  package var unusedReason: String? {
    switch self {
    case .past(let reason), .unfit(let reason): reason
    case .direct, .through: nil
    }
  }
}

extension HTTPProxy {
  /// The same proxy for a cluster.
  init(_ proxy: CloudProxy) {
    self.init(
      host: proxy.host, port: proxy.port, credentials: proxy.login.map { .token($0) } ?? .none)
  }
}

extension CloudProxy {
  /// The same proxy for the control plane.
  init(_ proxy: HTTPProxy) {
    self.init(host: proxy.host, port: proxy.port, login: proxy.login)
  }
}
