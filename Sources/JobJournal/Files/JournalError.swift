/// A journal that could not be read, or a fact that could not be recorded.
public struct JournalError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, as a stable name for scripts and tests.
  public enum Code: String, CaseIterable, Sendable {
    /// Another process works with the journal.
    case locked
    /// The file is not a journal, or it is damaged.
    case corrupt
    /// There is no space left for the journal.
    case diskFull
    /// The file system refused or failed: permissions, a broken disk, a missing folder.
    case ioFailed
    /// A job or key range may not go where it was sent.
    case illegalMove
    /// There is no job, partition or key range of that number.
    case notFound
    /// A newer version of this program wrote the journal.
    case newerVersion
  }

  /// The class of failure.
  public var code: Code
  /// What was attempted, on what, and why it failed.
  public var message: String
  /// The failure underneath, if there was one.
  public var cause: (any Error)?

  /// Makes an error from its parts.
  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// The message.
  public var description: String { message }
}
