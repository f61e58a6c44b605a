internal import MigrationEngine
internal import MilvusClient

/// What to do about the way to a server, its proxy and its certificates; never what was just given.
struct WayAdvice {
  var side: Side
  var access: MilvusAccess
  /// What is typed to connect it as it was.
  var line: ConnectLine
  /// What to start with to keep the environment's proxy off the way; nil where `--proxy` named it.
  var exception: String?

  /// What to do about a failure; nil if the way has no part in it.
  func advice(for code: MilvusError.Code, _ obstacle: MilvusError.Obstacle?) -> String? {
    switch code {
    case .unreachable, .timedOut: access.proxy.map { advice(about: $0, obstacle) }
    case .tlsFailed: advice(aboutTLS: obstacle)
    default: nil
    }
  }

  // MARK: - Proxies

  private func advice(about proxy: HTTPProxy, _ obstacle: MilvusError.Obstacle?) -> String {
    ProxyAdvice(proxy: proxy.description, straight: straight, exception: exception)
      .text(about: obstacle.flatMap(trouble))
  }

  private func trouble(of obstacle: MilvusError.Obstacle) -> ProxyAdvice.Trouble? {
    guard case .proxy(let status) = obstacle else { return nil }
    return switch status {
    case nil: .isAbsent
    case 401?, 407?: .wantsLogin
    case 502?, 503?, 504?: .findsNoServer
    case _: .refuses
    }
  }

  private var straight: String { line.with(.proxy, "none").text(on: side) }

  // MARK: - Certificates

  private func advice(aboutTLS obstacle: MilvusError.Obstacle?) -> String? {
    let tls = access.tls
    switch obstacle {
    case .untrustedServer?:
      return tls.authorityFile.map {
        "\(Quoting.quoted($0)) is not the authority of this certificate, or the certificate has "
          + "expired; \(shown)"
      } ?? "connect with --ca and the file of its authority; help connect"
    case .otherName?: return "connect by a name that the certificate has; \(shown)"
    case .addressBehindProxy?:
      return "connect by the name of \(access.endpoint.host), or without the proxy: \(straight)"
    case .missingCertificate?:
      return "connect with --cert and --key, the client's certificate and its key; help connect"
    case .refusedCertificate?:
      let file = tls.certificateFile.map { " in place of \(Quoting.quoted($0))" }
      return "ask who runs the server for a client certificate that it takes\(file ?? "")"
    case .badFile?:
      let files = [tls.authorityFile, tls.certificateFile, tls.keyFile].compactMap(\.self)
      return
        "each of \(files.map(Quoting.quoted).joined(separator: ", ")) has to be whole PEM that "
        + "can be read, and a key has to belong to its certificate"
    case .proxy?, nil: return shown
    }
  }

  /// How to see what the server shows.
  private var shown: String {
    "what the server shows: openssl s_client -connect \(access.endpoint.authority)"
  }
}
