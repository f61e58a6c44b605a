internal import JobJournal

/// Where a job is in its life.
public enum JobState: String, CaseIterable, Sendable {
  /// Recorded, not started.
  case pending
  /// A process runs it.
  case inProgress
  /// Stopped where it can go on.
  case paused
  /// Ended with all its rows verified.
  case successful
  /// Ended by a failure; it can be resumed.
  case failed
  /// Given up by its user.
  case canceled

  init(_ recorded: JobRecord.State) {
    self =
      switch recorded {
      case .pending: .pending
      case .inProgress: .inProgress
      case .paused: .paused
      case .successful: .successful
      case .failed: .failed
      case .canceled: .canceled
      }
  }

  /// The state in words, for messages.
  public var words: String { self == .inProgress ? "in progress" : rawValue }

  /// Whether nothing happens to the job unless its user asks.
  public var isEnded: Bool {
    switch self {
    case .pending, .inProgress, .paused: false
    case .successful, .failed, .canceled: true
    }
  }
}
