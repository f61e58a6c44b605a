/// How a call ended, by the numbers of gRPC.
enum CallStatus: Int, CaseIterable, Sendable {
  case cancelled = 1, unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists
  case permissionDenied, resourceExhausted, failedPrecondition, aborted, outOfRange
  case unimplemented, internalError, unavailable, dataLoss, unauthenticated
}

/// Why a call did not get a proper answer, in plain words.
struct TransportReason: Equatable, Sendable {
  var code: MilvusError.Code
  var text: String
  var obstacle: MilvusError.Obstacle?

  init(_ code: MilvusError.Code, _ text: String, _ obstacle: MilvusError.Obstacle? = nil) {
    (self.code, self.text, self.obstacle) = (code, text, obstacle)
  }

  /// The reason behind a status and the errors beneath it, which are those of this side.
  init(
    _ status: CallStatus, words: String, causes: String = "", access: MilvusAccess,
    timeout: Duration
  ) {
    let said = words.isEmpty ? "no reason given" : words.oneLine
    switch status {
    case .deadlineExceeded:
      self.init(.timedOut, "no answer from \(Self.place(access)) within \(timeout.plainText)")
    case .unavailable:
      self.init(brokenConnection: said, causes: causes, access: access)
    case .unauthenticated:
      self.init(.unauthenticated, "the server refused the credentials: \(said)")
    case .permissionDenied:
      self.init(.permissionDenied, said)
    case .unimplemented:
      self.init(.unsupportedByServer, "the server does not have this call: \(said)")
    case .resourceExhausted:
      self.init(MilvusError.Code(words: said) ?? .messageTooLarge, said)
    case .aborted:
      self.init(.notReady, said)
    case .invalidArgument, .notFound, .alreadyExists, .failedPrecondition, .outOfRange:
      self.init(MilvusError.Code(words: said) ?? .invalidRequest, said)
    case .cancelled, .unknown, .internalError, .dataLoss:
      if causes.isEmpty, !Self.isBrokenStream(said) {
        self.init(.unexpectedAnswer, "the server failed: \(said)")
      } else {
        self.init(brokenConnection: said, causes: causes, access: access)
      }
    }
  }

  /// What broke a connection, or kept it from being made.
  private init(brokenConnection said: String, causes: String, access: MilvusAccess) {
    let trail = "\(said) \(causes)".lowercased()
    let asksForCertificate = ["bad_certificate", "certificate_required"].contains {
      trail.contains($0)
    }
    if asksForCertificate, access.tls.certificateFile == nil {
      self.init(.tlsFailed, "the server asks for a client certificate", .missingCertificate)
    } else if let match = Self.signs.first(where: { trail.contains($0.sign) }) {
      self.init(match.code, match.text, Self.obstacles[match.sign])
    } else if causes.isEmpty, !Self.isBrokenStream(said) {
      self.init(.unreachable, "\(Self.place(access)) is unavailable: \(said)")
    } else {
      self.init(.unreachable, "the connection to \(Self.place(access)) was lost")
    }
  }

  /// What is called, and by which way.
  private static func place(_ access: MilvusAccess) -> String {
    "\"\(access.endpoint)\"" + (access.proxy.map { " through the proxy \($0)" } ?? "")
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
    ("couldn't resolve", .unreachable, "the host name cannot be resolved"),
    ("failed to resolve", .unreachable, "the host name cannot be resolved"),
    ("connection refused", .unreachable, "connection refused"),
    ("no route to host", .unreachable, "no route to the host"),
    ("network is unreachable", .unreachable, "the network is unreachable"),
    ("connecttimeout", .unreachable, "no answer to the connection attempt"),
  ]

  private static let obstacles: [String: MilvusError.Obstacle] = [
    "certificate_verify_failed": .untrustedServer, "unabletovalidatecertificate": .untrustedServer,
    "failedtovalidatehostname": .otherName, "hostname": .otherName,
    "bad_certificate": .refusedCertificate, "unknown_ca": .refusedCertificate,
    "certificate_unknown": .refusedCertificate, "certificate_expired": .refusedCertificate,
  ]

  private static let untrusted = """
    the server's certificate is not trusted: its authority is unknown, its chain has a gap, or \
    it has expired
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
