internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

extension CloudError {
  /// The failure that an error of the transport stands for.
  init(
    transport error: any Error, attempt: String, access: CloudAccess, wasCancelled: Bool
  ) {
    let (code, text) = Self.reason(of: error, access: access, wasCancelled: wasCancelled)
    self.init(code, "\(attempt): \(text)", cause: error)
  }

  private static func reason(
    of error: any Error, access: CloudAccess, wasCancelled: Bool
  ) -> (Code, String) {
    switch error {
    case _ where wasCancelled, is CancellationError: return (.cancelled, "cancelled")
    case let error as HTTPClientError where error == .cancelled: return (.cancelled, "cancelled")
    case let error as HTTPClientError where timeouts.contains(error):
      return (
        .timedOut, "no answer from \"\(access.address)\" within \(access.timeout.plainText)"
      )
    case let error as HTTPClientError where error == .proxyAuthenticationRequired:
      return (.unreachable, "\(place(access)): the proxy asks for a user and a password")
    case let error as HTTPClientError where error == .invalidProxyResponse:
      return (.unreachable, "\(place(access)): the proxy does not let it through")
    case let error as HTTPParserError where error != .invalidEOFState:
      return (.unexpectedAnswer, "what answers at \"\(access.address)\" does not speak HTTP")
    case is NIOTooManyBytesError:
      return (.unexpectedAnswer, "the answer is longer than any of a control plane")
    default:
      let (code, text) = reason(in: "\(error)".lowercased())
      return (code, "\(place(access)): \(text)")
    }
  }

  /// Where the control plane is asked, and by which way.
  private static func place(_ access: CloudAccess) -> String {
    "\"\(access.address)\"" + (access.proxy.map { " through the proxy \($0)" } ?? "")
  }

  private static let timeouts: [HTTPClientError] = [
    .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout,
    .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout,
  ]

  /// What the text of an error tells, in small letters.
  ///
  /// Errors of sockets, names and TLS can be told by their text only: their types belong to
  /// libraries beneath the transport.
  static func reason(in text: String) -> (Code, String) {
    let match = signs.first { text.contains($0.sign) }
    return match.map { ($0.code, $0.text) } ?? (.unreachable, "the connection was lost")
  }

  private static let signs: [(sign: String, code: Code, text: String)] = [
    ("certificate_verify_failed", .tlsFailed, untrusted),
    ("unabletovalidatecertificate", .tlsFailed, untrusted),
    ("failedtovalidatehostname", .tlsFailed, "its certificate is for another name"),
    ("wrong_version_number", .tlsFailed, "the port does not speak TLS"),
    ("http_request", .tlsFailed, "the port does not speak TLS"),
    ("handshakefailed", .tlsFailed, "the TLS handshake failed"),
    ("sslerror", .tlsFailed, "the connection cannot be secured"),
    ("connection refused", .unreachable, "connection refused"),
    ("no route to host", .unreachable, "no route to the host"),
    ("network is unreachable", .unreachable, "the network is unreachable"),
    ("dns error", .unreachable, "the host name cannot be resolved"),
  ]

  private static let untrusted = """
    its certificate is not trusted: the authority is unknown, or it has expired
    """
}

extension Duration {
  /// The duration for a person: `350 ms`, `30 s`.
  fileprivate var plainText: String {
    let milliseconds = Int64((self / .milliseconds(1)).rounded())
    return milliseconds.isMultiple(of: 1000)
      ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
