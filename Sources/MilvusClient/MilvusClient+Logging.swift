internal import Logging

extension MilvusClient {
  private static let logger = Logger(label: "vecferry.milvus")

  /// Logs that a call has its answer: what was asked where, how large and how long, never what it held.
  func logAnswer(
    to method: String, sent: Int, received: Int, since start: ContinuousClock.Instant
  ) {
    Self.logger.debug(
      "call answered",
      metadata: [
        "rpc.method": "\(method)", "server.address": "\(access.endpoint)",
        "request.bytes": "\(sent)", "response.bytes": "\(received)",
        "duration": "\(start.duration(to: .now))",
      ])
  }

  /// Logs that a call failed, or was refused, by the class of the failure alone.
  func logFailure(of method: String, _ failure: MilvusError) {
    Self.logger.debug(
      "call failed",
      metadata: [
        "rpc.method": "\(method)", "server.address": "\(access.endpoint)",
        "error.code": "\(failure.code.rawValue)",
      ])
  }
}
