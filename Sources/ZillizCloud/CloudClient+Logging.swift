internal import Logging

extension CloudClient {
  private static let logger = Logger(label: "vecferry.cloud")

  /// Logs that a request has its answer: what was asked, and how long it took.
  func logAnswer(to request: CloudRequest, _ reply: CloudReply, after duration: Duration) {
    Self.logger.debug(
      "call answered",
      metadata: [
        "url.path": "\(request.path.joined(separator: "/"))",
        "server.address": "\(access.address)", "http.status": "\(reply.status)",
        "request.id": "\(reply.requestID ?? "")", "duration": "\(duration)",
      ])
  }

  /// Logs that a request failed, by the class of the failure alone.
  func logFailure(of request: CloudRequest, _ failure: CloudError) {
    Self.logger.debug(
      "call failed",
      metadata: [
        "url.path": "\(request.path.joined(separator: "/"))",
        "server.address": "\(access.address)", "error.code": "\(failure.code.rawValue)",
      ])
  }
}
