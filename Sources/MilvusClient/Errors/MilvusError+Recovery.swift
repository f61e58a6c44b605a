extension MilvusError.Code {
  /// What keeps a server from doing what it is asked, and passes.
  public enum Trouble: Sendable, Hashable, CaseIterable {
    /// It does not answer, or its answers do not arrive.
    case outOfReach
    /// It, or a part of it, is starting or recovering.
    case notReady
    /// It was asked too often.
    case rateLimit
    /// It takes no writes.
    case denied
  }

  /// What a caller should do next about a failure.
  public enum Recovery: Sendable, Hashable {
    /// Wait until the trouble has passed, and send the same request again.
    case wait(Trouble)
    /// Something outside the request has to change first.
    case fixFirst
    /// The same request fails again, whatever happens.
    case never
  }

  /// All that the class of a failure says about what to do: the one place that does.
  private var verdict: (recovery: Recovery, mayBeExecuted: Bool) {
    switch self {
    case .timedOut, .unreachable, .unexpectedAnswer: (.wait(.outOfReach), true)
    // One of several channels may have taken its rows already.
    case .notReady: (.wait(.notReady), true)
    case .notLoaded: (.wait(.notReady), false)
    case .rateLimited: (.wait(.rateLimit), false)
    case .writeDenied: (.wait(.denied), false)
    case .tlsMismatch, .tlsFailed, .notMilvus, .unauthenticated, .permissionDenied,
      .collectionNotFound, .databaseNotFound, .partitionNotFound, .aliasTaken, .alreadyExists,
      .noIndex, .outOfMemory, .messageTooLarge, .schemaChanged:
      (.fixFirst, false)
    case .cancelled: (.never, true)
    case .invalidName, .invalidRequest, .invalidRow, .unsupportedByServer: (.never, false)
    }
  }

  /// What a caller should do next.
  public var recovery: Recovery { verdict.recovery }

  /// Whether a request that failed this way may have been executed, in whole or in part.
  public var mayBeExecuted: Bool { verdict.mayBeExecuted }
}

extension MilvusError.Code {
  /// What may be said of a smaller request where a larger one failed.
  public enum SmallerRequest: Sendable {
    /// It is answered.
    case passes
    /// Nobody knows: the server refused the larger one for a reason that it may or may not have.
    case mayPass
    /// It fails, too.
    case fails
  }

  /// Whether it helps to ask for less.
  public var smallerRequest: SmallerRequest {
    switch self {
    case .messageTooLarge: .passes
    case .invalidRequest, .outOfMemory: .mayPass
    case .cancelled, .timedOut, .unreachable, .tlsMismatch, .tlsFailed, .notMilvus,
      .unauthenticated, .permissionDenied, .collectionNotFound, .databaseNotFound,
      .partitionNotFound, .aliasTaken, .alreadyExists, .notLoaded, .noIndex, .rateLimited,
      .writeDenied, .notReady, .schemaChanged, .invalidName, .invalidRow, .unsupportedByServer,
      .unexpectedAnswer:
      .fails
    }
  }
}

extension MilvusError {
  /// Whether a write that failed this way may have been executed, in whole or in part.
  public var isOutcomeUnknown: Bool { code.mayBeExecuted }
}
