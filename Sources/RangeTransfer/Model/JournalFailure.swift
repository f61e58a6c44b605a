package import JobJournal

/// What went wrong with the journal.
public enum JournalFailure: String, CaseIterable, Sendable {
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

  /// The failure that the journal's own code stands for.
  package init(_ code: JournalError.Code) {
    self =
      switch code {
      case .locked: .locked
      case .corrupt: .corrupt
      case .diskFull: .diskFull
      case .ioFailed: .ioFailed
      case .illegalMove: .illegalMove
      case .notFound: .notFound
      case .newerVersion: .newerVersion
      }
  }
}
