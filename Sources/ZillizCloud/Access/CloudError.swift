/// A failed conversation with the control plane of Zilliz Cloud.
public struct CloudError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, as a stable name for scripts and tests.
  public enum Code: String, CaseIterable, Sendable {
    /// The caller's task was cancelled.
    case cancelled
    /// The time of the request passed.
    case timedOut
    /// No connection, or one that broke: unknown host, refused, reset.
    case unreachable
    /// The connection cannot be secured: an untrusted certificate, or a port without TLS.
    case tlsFailed
    /// What was given as the address of a control plane is none.
    case addressMalformed
    /// What was given as an API key cannot be one.
    case keyMalformed
    /// The service does not know the key, or it has expired.
    case keyRefused
    /// The key is right and its role does not suffice.
    case permissionDenied
    /// The cluster does not exist, or the key does not see it.
    case clusterNotFound
    /// There is no record of the job.
    case jobNotFound
    /// The cluster belongs to another region, or the address to other regions.
    case wrongRegion
    /// The cluster's present status does not allow it.
    case wrongStatus
    /// Clusters of this kind do not have it.
    case unsupportedByCluster
    /// The service refused the request for another reason, which the message repeats.
    case refused
    /// More requests than the service takes: this one was not executed.
    case rateLimited
    /// The service failed inside, also when it was asked again.
    case serverFailed
    /// What answers is no control plane, or says what cannot be understood.
    case unexpectedAnswer
  }

  /// The class of failure.
  public var code: Code
  /// What was attempted, on what, and what the service said; never with the key.
  public var message: String
  /// The failure underneath, if there was one.
  public var cause: (any Error)?
  /// The number that the service gave the failure, if it gave one.
  public var serverCode: Int64?
  /// The HTTP status of the answer, if there was an answer.
  public var httpStatus: Int?
  /// The service's own name of the request, for whoever asks its support.
  public var requestID: String?
  /// What stands in the way, if that is known.
  public var obstacle: Obstacle?

  /// Makes a failure from its parts.
  public init(
    _ code: Code, _ message: String, cause: (any Error)? = nil, serverCode: Int64? = nil,
    httpStatus: Int? = nil, requestID: String? = nil, obstacle: Obstacle? = nil
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.serverCode = serverCode
    self.httpStatus = httpStatus
    self.requestID = requestID
    self.obstacle = obstacle
  }

  /// The message alone: codes are for scripts.
  public var description: String { message }
}

extension CloudError.Code {
  /// What a caller should do next about a failure.
  public enum Recovery: Sendable {
    /// Wait a moment and send the same request again.
    case retry
    /// Send less, or later.
    case slowDown
    /// Something outside the request has to change first.
    case fixFirst
    /// The same request fails again, whatever happens.
    case never
  }

  /// What a caller should do next; the client has retried already where that helps.
  public var recovery: Recovery {
    switch self {
    case .timedOut, .unreachable, .serverFailed: .retry
    case .rateLimited: .slowDown
    case .tlsFailed, .addressMalformed, .keyMalformed, .keyRefused, .permissionDenied,
      .clusterNotFound, .jobNotFound, .wrongRegion, .wrongStatus, .unexpectedAnswer:
      .fixFirst
    case .cancelled, .unsupportedByCluster, .refused: .never
    }
  }
}
