internal import MigrationEngine
internal import ZillizCloud

/// What to do about the way to a control plane, its proxy and its certificate.
struct CloudAdvice {
  var access: CloudAccess
  /// What is typed to give the key again: `login source`.
  var login: String
  /// What to start with to keep the environment's proxy off the way; nil where `--proxy` named it.
  var exception: String?

  /// What to do about a failure; nil if the way has no part in it.
  func advice(for error: CloudError) -> String? {
    switch (error.code, error.obstacle) {
    case (.tlsFailed, .untrustedServer?):
      "make the authority known to this system, if it is one of your network "
        + "(update-ca-certificates); \(shown)"
    case (.tlsFailed, .otherName?): "set cloud-url shows which address is asked; \(shown)"
    case (.timedOut, _) where access.proxy == nil:
      "the service is slow or far away: try again with \(Hints.longer(than: access.timeout))"
    case (.unreachable, let obstacle), (.timedOut, let obstacle):
      access.proxy.map { proxy in
        ProxyAdvice(
          proxy: proxy.description, straight: "\(login) --proxy none", exception: exception
        ).text(about: obstacle.flatMap(trouble))
      }
    default: nil
    }
  }

  private func trouble(of obstacle: CloudError.Obstacle) -> ProxyAdvice.Trouble? {
    switch obstacle {
    case .absentProxy: .isAbsent
    case .unknownCaller: .wantsLogin
    case .closedProxy: .refuses
    case .untrustedServer, .otherName: nil
    }
  }

  /// How to see what the control plane shows.
  private var shown: String {
    let (host, port) = access.address.place
    let way = access.proxy.map { " -proxy \($0)" } ?? ""
    return "what is shown: openssl s_client -connect "
      + "\(host.contains(":") ? "[\(host)]" : host):\(port)\(way)"
  }
}
