public import MilvusClient

/// A migration, verification or check that could not be done.
public struct MigrationError: Error, Sendable {
  /// What went wrong, as a stable name for scripts and tests.
  public enum Code: String, CaseIterable, Sendable {
    /// The check found blockers.
    case blocked
    /// A collection that was named does not exist.
    case collectionNotFound
    /// A partition that was named does not exist.
    case partitionNotFound
    /// The source collection, or one of its partitions, is not loaded.
    case sourceNotLoaded
    /// The target cannot be loaded, so its rows cannot be read.
    case targetNotLoadable
    /// The target describes its new collection otherwise than it was asked to create it.
    case schemaMismatch
    /// A key range returned another number of rows than its keys, repeatedly.
    case rowsMissing
    /// The target refused rows for good.
    case rowsRefused
    /// The target refused more rows for what they contain than the job allows.
    case tooManyRejects
    /// A write's outcome is unknown and cannot be repeated safely.
    case outcomeUnknown
    /// The target holds another number of rows than were copied.
    case countMismatch
    /// The content of the two collections differs.
    case contentMismatch
    /// The target cannot be given rows under the keys that they have on the source.
    case notRepairable
    /// There is no job of that number.
    case jobNotFound
    /// The job is in a state that does not allow what was asked.
    case illegalJobState
    /// What bears the name of a job's collection now is another one, or nothing, or holds other
    /// entities than the job left there.
    case collectionReplaced
    /// The plan of the journal and the clusters that are connected do not belong together.
    case planChanged
  }

  /// The class of failure.
  public var code: Code
  /// What was attempted, on what, and why it failed.
  public var message: String
  /// Names that were available where one was not found.
  public var candidates: [String]
  /// The failure underneath, if there was one.
  public var cause: (any Error)?

  /// Makes an error from its parts.
  public init(
    _ code: Code, _ message: String, candidates: [String] = [], cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.candidates = candidates
    self.cause = cause
  }
}

/// One of the two ends of a migration.
public enum Side: String, Sendable, Codable, CaseIterable {
  case source, target
}

/// A failure of one end, which the Shell reports with the end's name.
public struct SideError: Error, Sendable {
  /// The end that failed.
  public var side: Side
  /// How it failed.
  public var error: MilvusError

  /// Names the end at which an error happened.
  public init(_ side: Side, _ error: MilvusError) {
    self.side = side
    self.error = error
  }
}
