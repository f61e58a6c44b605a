extension MilvusError.Code {
  /// What a caller should do next about a failure.
  public enum Recovery: Sendable {
    /// Wait a moment and send the same request again.
    case retry
    /// Send less, or later, and try again for as long as it takes.
    case slowDown
    /// Something outside the request has to change first.
    case fixFirst
    /// The same request fails again, whatever happens.
    case never
  }

  /// What a caller should do next.
  public var recovery: Recovery {
    switch self {
    case .timedOut, .unreachable, .notReady, .notLoaded, .unexpectedAnswer:
      .retry
    case .rateLimited, .writeDenied:
      .slowDown
    case .tlsMismatch, .tlsFailed, .notMilvus, .unauthenticated, .permissionDenied,
      .collectionNotFound, .databaseNotFound, .partitionNotFound, .aliasTaken, .alreadyExists,
      .noIndex, .outOfMemory, .messageTooLarge, .schemaChanged:
      .fixFirst
    case .cancelled, .invalidName, .invalidRequest, .invalidRow, .unsupportedByServer:
      .never
    }
  }
}

extension MilvusError {
  /// Whether a write that failed this way may have been executed, in whole or in part.
  ///
  /// A server that is not ready counts: one of several channels may have taken its rows already.
  public var isOutcomeUnknown: Bool {
    switch code {
    case .cancelled, .timedOut, .unreachable, .notReady, .unexpectedAnswer: true
    default: false
    }
  }
}
