internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// Asks who the server is: its version and how far away it is.
  ///
  /// - Throws: The reason in detail if there is no Milvus to be reached: unknown host, refused, TLS on
  ///   one side only, something else listening.
  public func identify() async throws(MilvusError) -> ServerIdentity {
    let attempt = "cannot connect to \"\(access.endpoint)\""
    let probe = ReachProbe(endpoint: access.endpoint, patience: access.timeout)
    if let failure = await probe.dial().failure(attempt: attempt) { throw failure }
    do {
      return try await askIdentity(attempt: attempt)
    } catch let error where Self.puzzles.contains(error.code) {
      let finding = await probe.talk()
      throw finding.failure(attempt: attempt, endpoint: access.endpoint, after: error)
    } catch let error where error.code == .unsupportedByServer {
      throw MilvusError(
        .notMilvus, "\(attempt): a server answers there, and it is not Milvus", cause: error)
    }
  }

  /// Failures whose reason a look at the port may tell.
  private static let puzzles: Set<MilvusError.Code> = [
    .unreachable, .tlsMismatch, .tlsFailed, .timedOut, .unexpectedAnswer,
  ]

  private func askIdentity(attempt: String) async throws(MilvusError) -> ServerIdentity {
    var texts: [String] = []
    var connectFailure: MilvusError?
    do {
      let request = WireConnectRequest.with { $0.clientInfo.sdkType = "vecferry" }
      let answer: WireConnectResponse = try await call("Connect", request, attempt: attempt)
      texts.append(answer.serverInfo.buildTags)
    } catch let error where error.code == .unsupportedByServer {
      connectFailure = error
    }
    let start = ContinuousClock.now
    do {
      let answer: WireGetVersionResponse = try await call(
        "GetVersion", WireEmptyRequest(), attempt: attempt)
      texts.append(answer.version)
    } catch let error where error.code == .unsupportedByServer && connectFailure == nil {
      // The build tags have to do.
    }
    let roundTrip = ContinuousClock.now - start
    let named = texts.filter { !$0.isEmpty }
    let text = named.first { ServerVersion.parse($0)?.patch != nil } ?? named.first ?? ""
    return ServerIdentity(
      version: ServerVersion.parse(named) ?? .assumed, text: text, roundTrip: roundTrip)
  }

  /// Asks how the server feels, and whether it takes writes.
  public func health() async throws(MilvusError) -> ServerHealth {
    let answer: WireCheckHealthResponse = try await call(
      "CheckHealth", WireEmptyRequest(), attempt: "cannot ask for the server's health")
    return ServerHealth(
      isHealthy: answer.isHealthy, reasons: answer.reasons,
      deniesWriting: answer.quotaStates.contains(Self.denyToWrite))
  }

  private static let denyToWrite: Int32 = 5

  /// A timestamp of the server's clock, at which reads can be pinned; nil if it gives none.
  public func allocateTimestamp() async throws(MilvusError) -> UInt64? {
    do {
      let answer: WireAllocTimestampResponse = try await call(
        "AllocTimestamp", WireEmptyRequest(), attempt: "cannot get a timestamp")
      return answer.timestamp
    } catch let error where error.code == .unsupportedByServer {
      return nil
    }
  }
}
