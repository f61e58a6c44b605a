internal import GRPCCore

extension MilvusError {
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
        .unreachable, "\(attempt): the connection to \"\(access.endpoint)\" is closed",
        cause: error)
    }
    let reason = TransportReason(
      CallStatus(rawValue: status.code.rawValue) ?? .unknown, words: status.message,
      causes: causes(of: status), access: access, timeout: timeout)
    var failure = MilvusError(
      reason.code, "\(attempt): \(reason.text)", cause: error,
      serverWords: status.message.isEmpty ? nil : status.message.oneLine,
      obstacle: reason.obstacle)
    if reason.code == .timedOut { failure.patience = timeout }
    return failure
  }

  /// The errors beneath a status as one text.
  ///
  /// Those of sockets and TLS can be told by their text only: their types belong to libraries beneath
  /// the transport.
  private static func causes(of status: RPCError) -> String {
    var texts: [String] = []
    var next = status.cause
    while let cause = next {
      texts.append("\(cause)")
      next = (cause as? RPCError)?.cause
    }
    return texts.joined(separator: " ")
  }
}
