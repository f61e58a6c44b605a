/// How a cluster is, in the service's word: `RUNNING`, `SUSPENDED`; unknown words are kept.
public struct CloudClusterStatus: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The word as it came.
  public var rawValue: String

  /// Takes the word as it came.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The word as it came.
  public var description: String { rawValue }

  /// The only status in which a cluster can be read and written.
  public static let running = CloudClusterStatus(rawValue: "RUNNING")

  /// What a status means for whoever wants to use the cluster.
  public enum Meaning: String, Sendable, CaseIterable {
    /// It can be used.
    case usable
    /// It may be usable soon by itself: made, scaled, moved, restored, taken out of suspension.
    case changing
    /// Somebody has to resume it first.
    case suspended
    /// It is being deleted, or is gone.
    case gone
    /// Something is wrong with it.
    case broken
    /// The word was not known when this was written: not usable, as far as one can tell.
    case unknown
  }

  /// What the status means.
  ///
  /// The documentation lists most words; `STOPPED` and `SUSPENDED` come from official clients.
  public var meaning: Meaning {
    Self.meanings[rawValue.uppercased()] ?? .unknown
  }

  private static let meanings: [String: Meaning] = [
    "RUNNING": .usable,
    "CREATING": .changing, "RESUMING": .changing, "MODIFYING": .changing, "UNFREEZED": .changing,
    "RESTORE_BACKUP": .changing, "MIGRATING": .changing, "RESIZING": .changing,
    "UPGRADING": .changing, "WRITING_OPERATION": .changing, "SET_PRIVATE_LINK": .changing,
    "STOPPING": .suspended, "STOPPED": .suspended, "SUSPENDING": .suspended,
    "SUSPENDED": .suspended, "FREEZING": .suspended, "FROZEN": .suspended,
    "DELETING": .gone, "DELETED": .gone,
    "ABNORMAL": .broken,
  ]
}
