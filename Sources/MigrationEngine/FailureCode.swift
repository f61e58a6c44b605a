internal import JobJournal
internal import MilvusClient

/// The stable name of a failure, for scripts, the journal and reports: `target.unreachable`.
public func failureCode(of error: any Error) -> String {
  switch error {
  case let error as SideError: "\(error.side.rawValue).\(error.error.code.rawValue)"
  case let error as MilvusError: "server.\(error.code.rawValue)"
  case let error as MigrationError: "migration.\(error.code.rawValue)"
  case let error as JournalError: "journal.\(error.code.rawValue)"
  case is CancellationError, is PauseRequested: "job.paused"
  default: "program.unexpected"
  }
}

/// What a failure says to people.
public func failureMessage(of error: any Error) -> String {
  switch error {
  case let error as SideError: error.error.message
  case let error as MilvusError: error.message
  case let error as MigrationError: error.message
  case let error as JournalError: error.message
  default: "\(error)"
  }
}
