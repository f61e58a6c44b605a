extension CloudError {
  /// The failure that an answer stands for; nil if it reports success.
  ///
  /// Failures come with any HTTP status, 200 included, and a number that is neither 0 nor 200. The
  /// numbers: https://docs.zilliz.com/reference/restful, the error tables of its pages.
  static func failure(of reply: CloudReply, attempt: String) -> CloudError? {
    let envelope = CloudEnvelope(reply.body)
    if let envelope, envelope.isSuccess, reply.status < 400 { return nil }
    let number = envelope?.code == 0 ? nil : envelope?.code
    let words = envelope?.message ?? ""
    let code = Code(number: number, status: reply.status, words: words)
    let said = envelope.map { Self.quoted($0.message, $0.code) } ?? Self.wordless(reply)
    return CloudError(
      code, "\(attempt): \(said)", serverCode: number, httpStatus: reply.status,
      requestID: reply.requestID ?? envelope?.requestID)
  }

  private static func quoted(_ message: String?, _ number: Int64) -> String {
    let words = message.map {
      "\"\($0.split(whereSeparator: \.isNewline).joined(separator: " "))\""
    }
    return "\(words ?? "no reason is given") (\(number))"
  }

  private static func wordless(_ reply: CloudReply) -> String {
    reply.status < 300
      ? "the answer is not that of a control plane"
      : "HTTP status \(reply.status), in an answer that is not that of a control plane"
  }
}

extension CloudError.Code {
  /// The class of failure by its number, else by the HTTP status, else by the words.
  ///
  /// What an answer over the limit looks like is not documented; the official command-line client
  /// goes by status 429 and the words "rate limit", and so does this.
  init(number: Int64?, status: Int, words: String) {
    let words = words.lowercased()
    if status == 429 || words.contains("rate limit") {
      self = .rateLimited
    } else if let known = number.flatMap({ Self.numbers[$0] }) ?? Self.statuses[status] {
      self = known
    } else if ["permissiondenied", "permission deny"].contains(where: words.contains) {
      self = .permissionDenied
    } else {
      self = number == nil ? .unexpectedAnswer : .refused
    }
  }

  private static let numbers: [Int64: CloudError.Code] = [
    1800: .keyRefused, 21119: .keyRefused, 80001: .keyRefused, 80002: .keyRefused,
    40022: .permissionDenied, 83001: .permissionDenied,
    40021: .clusterNotFound, 80020: .clusterNotFound, 90103: .clusterNotFound,
    90144: .jobNotFound,
    90102: .wrongRegion, 90117: .wrongRegion,
    40003: .wrongStatus,
    80021: .unsupportedByCluster, 80022: .unsupportedByCluster,
  ]

  private static let statuses: [Int: CloudError.Code] = [
    401: .keyRefused, 403: .permissionDenied, 500: .serverFailed, 502: .serverFailed,
    503: .serverFailed, 504: .serverFailed,
  ]
}
