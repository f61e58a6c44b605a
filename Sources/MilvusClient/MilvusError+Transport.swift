internal import GRPCCore

extension MilvusClient {
  /// The failure that an error of the transport, or a gRPC status, stands for.
  static func failure(
    ofTransport error: any Error, attempt: String, access: MilvusAccess, timeout: Duration,
    wasCancelled: Bool
  ) -> MilvusError {
    guard !wasCancelled, !(error is CancellationError) else {
      return MilvusError(.cancelled, "\(attempt): cancelled", cause: error)
    }
    guard let status = error as? RPCError else {
      return MilvusError(
        .unreachable, "\(attempt): the connection to \"\(access.endpoint)\" is closed", cause: error)
    }
    let reason = TransportReason(status, access: access, timeout: timeout)
    return MilvusError(reason.code, "\(attempt): \(reason.text)", cause: error)
  }
}

/// Why a call did not get a proper answer, in plain words.
struct TransportReason: Equatable {
  var code: MilvusError.Code
  var text: String

  init(_ code: MilvusError.Code, _ text: String) {
    self.code = code
    self.text = text
  }

  init(_ status: RPCError, access: MilvusAccess, timeout: Duration) {
    let words = status.message.isEmpty ? "no reason given" : status.message.oneLine
    switch status.code {
    case .deadlineExceeded:
      self.init(.timedOut, "no answer from \"\(access.endpoint)\" within \(timeout.plainText)")
    case .unavailable:
      self = Self(brokenConnection: status, access: access)
    case .unauthenticated:
      self.init(.unauthenticated, "the server refused the credentials: \(words)")
    case .permissionDenied:
      self.init(.permissionDenied, words)
    case .unimplemented:
      self.init(.unsupportedByServer, "the server does not have this call: \(words)")
    case .resourceExhausted:
      self.init(MilvusError.Code(words: words) ?? .messageTooLarge, words)
    case .aborted:
      self.init(.notReady, words)
    case .invalidArgument, .notFound, .alreadyExists, .failedPrecondition, .outOfRange:
      self.init(MilvusError.Code(words: words) ?? .invalidRequest, words)
    default:
      // A cause means that the error was made on this side: the stream broke under the call.
      self =
        status.cause == nil && !Self.isBrokenStream(words)
        ? Self(.unexpectedAnswer, "the server failed: \(words)")
        : Self(brokenConnection: status, access: access)
    }
  }

  /// What broke a connection, or kept it from being made.
  ///
  /// The errors of sockets and TLS arrive as the causes of one another and are told by their text,
  /// since their types belong to libraries beneath the transport.
  private init(brokenConnection status: RPCError, access: MilvusAccess) {
    let trail = Self.trail(of: status)
    let asksForCertificate = ["bad_certificate", "certificate_required"].contains {
      trail.contains($0)
    }
    if asksForCertificate, access.tls.certificateFile == nil {
      self.init(.tlsFailed, "the server asks for a client certificate")
    } else if let match = Self.signs.first(where: { trail.contains($0.sign) }) {
      self.init(match.code, match.text)
    } else if status.cause == nil, !status.message.isEmpty {
      self.init(.unreachable, "\"\(access.endpoint)\" is unavailable: \(status.message.oneLine)")
    } else {
      self.init(.unreachable, "the connection to \"\(access.endpoint)\" was lost")
    }
  }

  private static func trail(of error: any Error) -> String {
    var texts = ["\(error)"]
    var next = (error as? RPCError)?.cause
    while let cause = next {
      texts.append("\(cause)")
      next = (cause as? RPCError)?.cause
    }
    return texts.joined(separator: " ").lowercased()
  }

  private static func isBrokenStream(_ words: String) -> Bool {
    let text = words.lowercased()
    return ["stream", "channel", "connection", "eof"].contains(where: text.contains)
  }

  private static let signs: [(sign: String, code: MilvusError.Code, text: String)] = [
    ("certificate_verify_failed", .tlsFailed, untrusted),
    ("unabletovalidatecertificate", .tlsFailed, untrusted),
    ("failedtovalidatehostname", .tlsFailed, "the server's certificate is for another name"),
    ("hostname", .tlsFailed, "the server's certificate is for another name"),
    ("wrong_version_number", .tlsMismatch, "the port does not speak TLS"),
    ("http_request", .tlsMismatch, "the port does not speak TLS"),
    ("bad_certificate", .tlsFailed, "the server refused the client certificate"),
    ("unknown_ca", .tlsFailed, "the server does not know the client certificate's authority"),
    ("certificate_unknown", .tlsFailed, "the server refused the client certificate"),
    ("certificate_expired", .tlsFailed, "the client certificate has expired"),
    ("handshakefailed", .tlsFailed, "the TLS handshake failed"),
    ("couldn't resolve", .unreachable, "the host name is not known"),
    ("failed to resolve", .unreachable, "the host name is not known"),
    ("connection refused", .unreachable, "connection refused"),
    ("no route to host", .unreachable, "no route to the host"),
    ("network is unreachable", .unreachable, "the network is unreachable"),
    ("connecttimeout", .unreachable, "no answer to the connection attempt"),
  ]

  private static let untrusted = """
    the server's certificate is not trusted: its authority is unknown, or it has expired
    """
}

extension Duration {
  /// The duration for a person: `350 ms`, `2.5 s`, `10 s`.
  var plainText: String {
    let milliseconds = Int64((self / .milliseconds(1)).rounded())
    if milliseconds < 100 { return "\(milliseconds) ms" }
    let tenths = (milliseconds + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
