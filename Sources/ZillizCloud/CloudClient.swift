internal import Synchronization

/// Opens a conversation with a control plane, runs the body with a client, and closes it.
///
/// Connecting happens at the first call. The client must not be used after the body has returned.
/// - Throws: Whatever the body throws.
public func withCloudClient<R>(
  _ access: CloudAccess, _ body: (CloudClient) async throws -> R
) async throws -> R {
  try await withCloudClient(access, time: .real, body)
}

/// The same in a time of one's own.
package func withCloudClient<R>(
  _ access: CloudAccess, time: CloudTime, _ body: (CloudClient) async throws -> R
) async throws -> R {
  try await CloudTransport.with(access) { transport in
    try await body(CloudClient(access: access, time: time, transport: transport))
  }
}

/// A conversation with the control plane of Zilliz Cloud; it only asks, and changes nothing.
///
/// Requests are paced under the service's limit, bounded in time, and sent again where that helps.
/// Facts: https://docs.zilliz.com/reference/restful and the pages below it.
public struct CloudClient: Sendable {
  /// Where this client asks, and as whom.
  public let access: CloudAccess
  private let time: CloudTime
  private let transport: CloudTransport
  private let gate = RequestGate()

  init(access: CloudAccess, time: CloudTime, transport: CloudTransport) {
    self.access = access
    self.time = time
    self.transport = transport
  }

  /// Sends one request, up to three times, and returns the frame of a successful answer.
  ///
  /// The attempt is what failed if this fails, as in `cannot list the clusters`.
  func call(_ request: CloudRequest, attempt: String) async throws(CloudError) -> CloudEnvelope {
    var count = 1
    while true {
      do {
        return try await once(request, attempt: attempt)
      } catch {
        guard let wait = CloudRetry.wait(after: error, attempt: count) else { throw error }
        try await pause(wait, attempt: attempt)
        count += 1
      }
    }
  }

  /// The failure of an answer that reports success and lacks what was asked for.
  func puzzled(_ attempt: String, missing field: String) -> CloudError {
    CloudError(.unexpectedAnswer, "\(attempt): the answer has no \"\(field)\"")
  }

  private func once(
    _ request: CloudRequest, attempt: String
  ) async throws(CloudError) -> CloudEnvelope {
    try await pause(gate.reserve(at: time.now()), attempt: attempt)
    let start = time.now()
    let reply: CloudReply
    do {
      reply = try await transport.send(request)
    } catch {
      let wasCancelled = Task.isCancelled
      let failure = CloudError(
        transport: error, attempt: attempt, access: access, wasCancelled: wasCancelled)
      logFailure(of: request, failure)
      throw redacted(failure)
    }
    logAnswer(to: request, reply, after: time.now() - start)
    if let failure = CloudError.failure(of: reply, attempt: attempt) {
      logFailure(of: request, failure)
      throw redacted(failure)
    }
    guard let envelope = CloudEnvelope(reply.body) else {
      preconditionFailure("an answer without a frame is a failure")
    }
    return envelope
  }

  private func pause(_ duration: Duration, attempt: String) async throws(CloudError) {
    guard duration > .zero else { return }
    do {
      try await time.pass(duration)
    } catch {
      throw CloudError(.cancelled, "\(attempt): cancelled", cause: error)
    }
  }

  private func redacted(_ failure: CloudError) -> CloudError {
    var failure = failure
    failure.message = access.key.redact(failure.message)
    return failure
  }
}

/// Lets the requests of all tasks keep one pace.
private final class RequestGate: Sendable {
  private let pace = Mutex(RequestPace())

  /// Reserves a place for a request and returns how long to wait for it.
  func reserve(at now: Duration) -> Duration { pace.withLock { $0.reserve(at: now) } }
}
