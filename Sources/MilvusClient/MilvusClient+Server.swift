internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Asks who the server is: its version and how far away it is.
  ///
  /// One that is too old is asked for its version and for nothing else.
  /// - Throws: The reason in detail if there is no Milvus to be reached: unknown host, refused, TLS on
  ///   one side only, something else listening; `.unsupportedByServer` if it is too old.
  public func identify() async throws(MilvusError) -> ServerIdentity {
    let attempt = "cannot connect to \"\(access.endpoint)\""
    let probe = ReachProbe(
      endpoint: access.endpoint, proxy: access.proxy, patience: access.timeout)
    if let failure = await probe.dial().failure(attempt: attempt) { throw failure }
    do {
      return try await askIdentity(attempt: attempt)
    } catch let error where Self.puzzles.contains(error.code) {
      let finding = await probe.talk()
      throw finding.failure(attempt: attempt, endpoint: access.endpoint, after: error)
    }
  }

  /// Failures whose reason a look at the port may tell.
  private static let puzzles: Set<MilvusError.Code> = [
    .unreachable, .tlsMismatch, .tlsFailed, .timedOut, .unexpectedAnswer,
  ]

  /// Asks how the server feels, and whether it takes writes; one that cannot tell feels well.
  public func health() async throws(MilvusError) -> ServerHealth {
    guard try await supports(.health) else { return ServerHealth(isHealthy: true) }
    let answer: WireCheckHealthResponse = try await call(
      "CheckHealth", WireEmptyRequest(), attempt: "cannot ask for the server's health")
    return ServerHealth(
      isHealthy: answer.isHealthy, reasons: answer.reasons,
      deniesWriting: answer.quotaStates.contains(Self.denyToWrite))
  }

  private static let denyToWrite: Int32 = 5

  /// A timestamp of the server's clock, at which reads can be pinned; nil if it gives none.
  public func allocateTimestamp() async throws(MilvusError) -> UInt64? {
    guard try await supports(.allocateTimestamp) else { return nil }
    do {
      let answer: WireAllocTimestampResponse = try await call(
        "AllocTimestamp", WireEmptyRequest(), attempt: "cannot get a timestamp")
      return answer.timestamp
    } catch let error where error.code == .unsupportedByServer {
      return nil
    }
  }
}
