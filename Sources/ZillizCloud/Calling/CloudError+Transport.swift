internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

extension CloudError {
  /// Why a request did not get an answer, in plain words.
  struct Reason: Sendable, Equatable {
    var code: Code
    var text: String
    var obstacle: Obstacle?

    init(_ code: Code, _ text: String, _ obstacle: Obstacle? = nil) {
      (self.code, self.text, self.obstacle) = (code, text, obstacle)
    }
  }

  /// The failure that an error of the transport stands for.
  init(
    transport error: any Error, attempt: String, access: CloudAccess, wasCancelled: Bool
  ) {
    let reason = wasCancelled ? .cancelled : Reason(error, access)
    self.init(
      reason.code, "\(attempt): \(reason.text)", cause: error, obstacle: reason.obstacle)
  }
}

extension CloudError.Reason {
  fileprivate static let cancelled = Self(.cancelled, "cancelled")
  private static let lost = Self(.unreachable, "the connection was lost")

  fileprivate init(_ error: any Error, _ access: CloudAccess) {
    let way = access.proxy.map { " through the proxy \($0)" } ?? ""
    let place = "\"\(access.address)\"\(way)"
    switch error {
    case is CancellationError: self = .cancelled
    case let error as HTTPClientError where error == .cancelled: self = .cancelled
    case let error as HTTPClientError where Self.timeouts.contains(error):
      self.init(
        .timedOut, "no answer from \"\(access.address)\" within \(access.timeout.plainText)")
    case let error as HTTPClientError where error == .proxyAuthenticationRequired:
      self.init(
        .unreachable, "\(place): the proxy asks for a user and a password", .unknownCaller)
    case let error as HTTPClientError where error == .invalidProxyResponse:
      self.init(.unreachable, "\(place): the proxy does not let it through", .closedProxy)
    case let error as HTTPParserError where error != .invalidEOFState:
      self.init(
        .unexpectedAnswer, "what answers at \"\(access.address)\" does not speak HTTP")
    case is NIOTooManyBytesError:
      self.init(.unexpectedAnswer, "the answer is longer than any of a control plane")
    default:
      self.init(text: "\(error)".lowercased())
      // Behind a proxy it is the proxy alone to which a connection is made.
      let isUnmade = code == .unreachable && self != Self.lost
      if isUnmade, access.proxy != nil { obstacle = .absentProxy }
      text = "\(place): \(text)"
    }
  }

  private static let timeouts: [HTTPClientError] = [
    .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout,
    .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout,
  ]

  /// What the text of an error tells, in small letters.
  ///
  /// Errors of sockets, names and TLS can be told by their text only: their types belong to
  /// libraries beneath the transport.
  init(text: String) {
    self = Self.signs.first { text.contains($0.sign) }?.reason ?? Self.lost
  }

  private static let signs: [(sign: String, reason: Self)] = [
    ("certificate_verify_failed", untrusted), ("unabletovalidatecertificate", untrusted),
    (
      "failedtovalidatehostname",
      Self(.tlsFailed, "its certificate is for another name", .otherName)
    ),
    ("wrong_version_number", Self(.tlsFailed, "the port does not speak TLS")),
    ("http_request", Self(.tlsFailed, "the port does not speak TLS")),
    ("handshakefailed", Self(.tlsFailed, "the TLS handshake failed")),
    ("sslerror", Self(.tlsFailed, "the connection cannot be secured")),
    ("connection refused", Self(.unreachable, "connection refused")),
    ("no route to host", Self(.unreachable, "no route to the host")),
    ("network is unreachable", Self(.unreachable, "the network is unreachable")),
    ("dns error", Self(.unreachable, "the host name cannot be resolved")),
  ]

  private static let untrusted = Self(
    .tlsFailed,
    "its certificate is not trusted: its authority is unknown, its chain has a gap, or it has expired",
    .untrustedServer)
}

extension Duration {
  /// The duration for a person: `350 ms`, `30 s`.
  fileprivate var plainText: String {
    let milliseconds = Int64((self / .milliseconds(1)).rounded())
    return milliseconds.isMultiple(of: 1000)
      ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
