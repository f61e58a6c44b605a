internal import GRPCCore
internal import GRPCNIOTransportHTTP2Posix
package import SwiftProtobuf

/// A conversation with one Milvus server; every call is bounded in time and sent exactly once.
public struct MilvusClient: Sendable {
  /// Where this client is connected to, and as whom.
  public let access: MilvusAccess

  /// What the server is, once it was asked.
  let memory: ServerMemory
  private let connection: GRPCClient<HTTP2ClientTransport.Posix>
  private let executor: EventLoopExecutor

  init(
    access: MilvusAccess, connection: GRPCClient<HTTP2ClientTransport.Posix>,
    executor: EventLoopExecutor
  ) {
    self.access = access
    memory = ServerMemory(access.server)
    (self.connection, self.executor) = (connection, executor)
  }

  /// Sends one request, checks the outcome and returns the answer.
  ///
  /// The patience is that of the access unless given. The attempt is what failed if this fails, as in
  /// `cannot describe collection "docs"`.
  package func call<Request: SwiftProtobuf.Message, Response: StatusAnswer>(
    _ method: String, _ request: Request, timeout: Duration? = nil, attempt: String? = nil
  ) async throws(MilvusError) -> Response {
    let attempt = attempt ?? "\(method) failed"
    let sent: [UInt8]
    do {
      sent = try request.serializedBytes()
    } catch {
      throw MilvusError(.invalidRequest, "\(attempt): the request has no encoding", cause: error)
    }
    let received = try await callRaw(
      method, sent, timeout: timeout ?? access.timeout, attempt: attempt)
    let response: Response
    do {
      response = try Response(serializedBytes: received)
    } catch {
      throw MilvusError(
        .unexpectedAnswer, "\(attempt): the answer cannot be decoded", cause: error)
    }
    if let failure = MilvusError.failure(ofStatus: response.status, attempt: attempt) {
      logFailure(of: method, failure)
      throw redacted(failure)
    }
    return response
  }

  /// Sends the bytes of one request and returns the bytes of its answer, whose status is unread.
  ///
  /// Suspends until the answer is complete, the timeout has passed or the task is cancelled.
  package func callRaw(
    _ method: String, _ request: [UInt8], timeout: Duration, attempt: String
  ) async throws(MilvusError) -> [UInt8] {
    try await callRaw(method, Splice(request), timeout: timeout, attempt: attempt)
  }

  /// Sends one request, as it is put together, and returns the bytes of its answer.
  func callRaw(
    _ method: String, _ request: Splice, timeout: Duration, attempt: String
  ) async throws(MilvusError) -> [UInt8] {
    let start = ContinuousClock.now
    do {
      let answer: [UInt8] = try await withTaskExecutorPreference(executor) {
        // A channel that is idle queues the call of a cancelled task without looking
        // (GRPCChannel.enqueue, `.poke`). What is cancelled between here and there still waits for the
        // connection.
        try Task.checkCancellation()
        return try await connection.unary(
          request: ClientRequest(message: request, metadata: metadata),
          descriptor: MethodDescriptor(fullyQualifiedService: Self.service, method: method),
          serializer: SpliceSerializer(),
          deserializer: PassThrough(),
          options: CallPolicy.options(timeout: timeout)
        ) { response in
          try response.message
        }
      }
      logAnswer(to: method, sent: request.count, received: answer.count, since: start)
      return answer
    } catch {
      let wasCancelled = Task.isCancelled
      let failure = MilvusError.failure(
        ofTransport: error, attempt: attempt, access: access, timeout: timeout,
        wasCancelled: wasCancelled)
      logFailure(of: method, failure)
      throw redacted(failure)
    }
  }

  private static let service = "milvus.proto.milvus.MilvusService"

  private var metadata: Metadata {
    guard let header = access.credentials.header else { return [:] }
    return ["authorization": .string(header)]
  }

  /// The failure without the secret, should a server have repeated it.
  package func redacted(_ failure: MilvusError) -> MilvusError {
    var failure = failure
    failure.message = access.credentials.redact(failure.message)
    failure.serverWords = failure.serverWords.map(access.credentials.redact)
    return failure
  }
}
