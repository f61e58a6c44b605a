internal import MigrationPlanning

/// What holds writes back.
public struct WriteLimit: Sendable, Equatable {
  /// Whose limit it is.
  public enum Owner: String, Sendable {
    /// The server's, as it said or as was measured.
    case target
    /// The user's.
    case user
  }

  /// Bytes per second.
  public var bytesPerSecond: Double
  /// Whose limit it is.
  public var owner: Owner

  /// Makes a limit from its parts.
  public init(bytesPerSecond: Double, owner: Owner) {
    (self.bytesPerSecond, self.owner) = (bytesPerSecond, owner)
  }

  /// What is said of it: `at the target's limit of about 4.2 MB/s`.
  public var sentence: String {
    let rate = "\(Wording.size(bytesPerSecond))/s"
    return switch owner {
    case .target: "at the target's limit of about \(rate)"
    case .user: "at the limit of \(rate) that was asked for"
    }
  }
}
