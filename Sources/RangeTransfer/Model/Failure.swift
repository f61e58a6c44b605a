internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// What went wrong, as the journal keeps it and as it is shown: a code for scripts and words for people.
public struct Failure: Error, Sendable, Equatable, Codable {
  /// What went wrong, as a stable name.
  public var code: FailureCode
  /// What was attempted, on what, and why it failed.
  public var message: String

  /// Makes a failure from its parts.
  public init(_ code: FailureCode, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The failure that an error is.
  public init(_ error: any Error) {
    self.init(FailureCode(error), failureMessage(of: error))
  }
}

extension Failure {
  /// Reads a failure that the journal kept; a name that it has from elsewhere is unexpected.
  package init(recorded code: String, message: String) {
    self.init(FailureCode(rawValue: code) ?? .unexpected, message)
  }
}

extension FailureCode {
  /// The code of an error.
  public init(_ error: any Error) {
    self =
      switch error {
      case let error as Failure: error.code
      case let error as SideError: .end(error.side, error.error.code)
      case let error as MilvusError: .cluster(error.code)
      case let error as MigrationError: .migration(error.code)
      case let error as JournalError: .journal(JournalFailure(error.code))
      case is CancellationError, is PauseRequested: .paused
      default: .unexpected
      }
  }
}

extension Error {
  /// Whether it only says that the job was asked to stop.
  package var isStop: Bool {
    switch FailureCode(self) {
    case .paused, .end(_, .cancelled), .cluster(.cancelled): true
    default: false
    }
  }

  /// Whether the same job can go on once its cause has passed.
  package var isPassing: Bool {
    switch FailureCode(self) {
    case .paused, .journal, .interrupted, .workersFailed: true
    case .end(_, let code), .cluster(let code): code.recovery != .never
    case .migration, .unexpected: false
    }
  }

  /// Whether an end does not know a collection that the job is about.
  package var isLostCollection: Bool {
    if case .end(_, .collectionNotFound) = FailureCode(self) { true } else { false }
  }
}

/// What a failure says to people.
public func failureMessage(of error: any Error) -> String {
  switch error {
  case let error as Failure: error.message
  case let error as SideError: error.error.message
  case let error as MilvusError: error.message
  case let error as MigrationError: error.message
  case let error as JournalError: error.message
  default: "\(error)"
  }
}
