internal import MigrationEngine
internal import MilvusClient

extension ConnectionWish {
  /// The failure with the side's name, with what was missing, and with what to type next.
  func failure(_ error: MilvusError, on side: Side) -> any Error {
    var error = error
    if error.code == .cancelled { return CancellationError() }
    if mayAsk(after: error) {
      let shown = presentsLoginKey ? "the API key of the login was shown" : "no token was given"
      error.message += "; \(shown), and \(SecretSource.standardVariable(side)) is not set"
    }
    if [.unreachable, .timedOut].contains(error.code), let unusedProxy {
      error.message += "; \(unusedProxy)"
    }
    return AdvisedError(
      error: SideError(side, error),
      advice: advice(for: error, on: side) ?? patience(after: error, on: side)
        ?? Hints.hint(for: error.code, side: side))
  }

  private func patience(after error: MilvusError, on side: Side) -> String? {
    guard error.code == .timedOut else { return nil }
    return Hints.patience(
      typedLine.text(on: side), beyond: error.patience ?? access.timeout)
  }

  /// What is typed to connect it again.
  var typedLine: ConnectLine { line ?? ConnectLine(access.endpoint) }

  /// What to type next, where the address and the way to it say more than the failure alone.
  private func advice(for error: MilvusError, on side: Side) -> String? {
    if let server { return server.advice(for: error.code, line: typedLine.text(on: side)) }
    let way = WayAdvice(side: side, access: access, line: typedLine, exception: exception)
    return way.advice(for: error.code, error.obstacle) ?? ownAdvice(for: error.code, on: side)
  }

  private func ownAdvice(for code: MilvusError.Code, on side: Side) -> String? {
    let endpoint = access.endpoint
    if let socket = endpoint.socket, [.unreachable, .notMilvus].contains(code) {
      return
        "is a Milvus Lite 2 listening at \(Quoting.quoted(socket))? its server takes unix: and a path"
    }
    if code == .unreachable, let place = profile?.place,
      let file = LocalPlace.meant(by: place, on: side)
    {
      // A name without a dot is rather that of a host, unless something here is called so.
      return LocalPlace.isHere(place) ? file : "\(Hints.hint(for: code, side: side)); \(file)"
    }
    let isUsual = endpoint.port == MilvusEndpoint.defaultPort
    func line(_ scheme: String, _ port: Int) -> String {
      typedLine.at("\(scheme)://\(endpoint.writtenHost):\(port)").text(on: side)
    }
    switch code {
    case .notMilvus:
      return isUsual
        ? "another program answers at the port of Milvus there: is the host right?"
        : "is this the port of Milvus? its own default is \(MilvusEndpoint.defaultPort): "
          + line(endpoint.usesTLS ? "https" : "http", MilvusEndpoint.defaultPort)
    case .tlsMismatch, .unreachable:
      if assumesPort, endpoint.usesTLS, isUsual {
        return "the port \(endpoint.port) was assumed; behind a proxy it is often 443: "
          + line("https", 443)
      }
      guard code == .tlsMismatch else { return nil }
      return "try the other scheme: " + line(endpoint.usesTLS ? "http" : "https", endpoint.port)
    case .databaseNotFound:
      return "connect without the database, and then: list databases --on \(side.rawValue)"
    case .unauthenticated where hasPercentSigns:
      return "the password in the address was read with %41 as A; write %25 for a percent sign, or "
        + "give the password with --user and --token-file"
    default: return nil
    }
  }
}
