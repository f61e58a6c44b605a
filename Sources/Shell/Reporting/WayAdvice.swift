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
    "\(cure(of: proxy, obstacle)); to go past it: \(straight)"
      + (exception.map { ", or start with \($0)" } ?? "")
  }

  private func cure(of proxy: HTTPProxy, _ obstacle: MilvusError.Obstacle?) -> String {
    guard case .proxy(let status)? = obstacle else {
      return "the proxy \(proxy) is on the way and may be what fails"
    }
    return switch status {
    case nil: "is there a proxy of HTTP at \(proxy), and does it run?"
    case 401?, 407?: "give the proxy \(proxy) a user and a password in its URL (help addresses)"
    case 502?, 503?, 504?:
      "the proxy \(proxy) does not get to the server: does its address mean the same there?"
    case _: "ask who runs the proxy \(proxy) to let this address through"
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

extension ShellSession {
  /// The failure of an end that is connected, with what its way, or the server of its file, says.
  func advised(_ error: any Error) async -> any Error {
    switch error {
    case let error as SideError:
      return await advised(error, of: error.side, error.error.code, error.error.obstacle)
    case let error as AdvisedError:
      guard let failure = error.error as? Failure, case .end(let side, let code) = failure.code,
        error.place == nil || error.place == cluster(side)?.cluster.access.endpoint.description
      else { return error }
      return await advised(error, of: side, code, nil)
    default: return error
    }
  }

  private func advised(
    _ error: any Error, of side: Side, _ code: MilvusError.Code, _ obstacle: MilvusError.Obstacle?
  ) async -> any Error {
    guard let open = cluster(side) else { return error }
    guard let server = open.server else {
      let way = way(to: open, on: side)
      return way.advice(for: code, obstacle).map { AdvisedError(error: error, advice: $0) } ?? error
    }
    await server.settle(after: code)
    guard let advice = server.advice(for: code, on: side) else { return error }
    return AdvisedError(error: error, advice: advice)
  }

  private func way(to open: OpenCluster, on side: Side) -> WayAdvice {
    let access = open.cluster.access
    let exception = ProxySettings(environment: environment)
      .exception(of: access.endpoint.host, from: .cluster)
    return WayAdvice(
      side: side, access: access,
      line: open.profile.map { connectLine(of: $0) } ?? ConnectLine(access.endpoint),
      exception: open.profile?.values[.proxy] == nil ? exception : nil)
  }
}
