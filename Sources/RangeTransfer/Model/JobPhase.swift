/// What a job does next; later cases come later, and a job never goes back.
public enum JobPhase: String, CaseIterable, Sendable, Comparable {
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
  public static func < (first: JobPhase, second: JobPhase) -> Bool {
    first.place < second.place
  }

  private var place: Int { JobPhase.allCases.firstIndex(of: self) ?? 0 }
}
