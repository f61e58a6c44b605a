extension JobRecord {
  /// Where a job is in its life.
  public enum State: String, CaseIterable, Sendable, Codable {
    /// Recorded, not started; then `inProgress` or `canceled`.
    case pending
    /// A process runs it, or did when it died; then `paused`, `successful`, `failed`, `canceled`.
    case inProgress
    /// Stopped at a checkpoint; then `inProgress` or `canceled`.
    case paused
    /// Ended with all its rows verified; final.
    case successful
    /// Ended by a failure; then `inProgress`, which resumes it, or `canceled`.
    case failed
    /// Given up by its user; final.
    case canceled

    /// Whether a job in this state may go to the other.
    public func mayBecome(_ next: State) -> Bool {
      successors.contains(next)
    }

    /// Whether nothing happens to the job unless its user asks.
    public var isEnded: Bool {
      switch self {
      case .pending, .inProgress, .paused: false
      case .successful, .failed, .canceled: true
      }
    }

    private var successors: Set<State> {
      switch self {
      case .pending: [.inProgress, .canceled]
      case .inProgress: [.paused, .successful, .failed, .canceled]
      case .paused, .failed: [.inProgress, .canceled]
      case .successful, .canceled: []
      }
    }
  }

  /// What a job does next; later cases come later, and a job never goes back.
  public enum Phase: String, CaseIterable, Sendable, Codable, Comparable {
    /// Make the collection and its partitions on the target.
    case create
    /// Carry the rows.
    case copy
    /// Wait until the target has sealed them.
    case flush
    /// Build the indexes.
    case index
    /// Compare the two ends.
    case verify
    /// Give the aliases, now that what they name is verified.
    case alias
    /// Nothing is left to do.
    case finished

    /// Whether the first phase comes before the second.
    public static func < (first: Phase, second: Phase) -> Bool {
      first.place < second.place
    }

    /// The phase that follows; the last one follows itself.
    public var next: Phase { Phase.allCases[min(place + 1, Phase.allCases.count - 1)] }

    private var place: Int { Phase.allCases.firstIndex(of: self) ?? 0 }
  }
}
