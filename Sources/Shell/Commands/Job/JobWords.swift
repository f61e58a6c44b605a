internal import MigrationEngine

extension JobState {
  /// The state in the words of the Zilliz Cloud console.
  var title: String {
    switch self {
    case .pending: "Pending"
    case .inProgress: "In Progress"
    case .paused: "Paused"
    case .successful: "Successful"
    case .failed: "Failed"
    case .canceled: "Canceled"
    }
  }

  /// What colour may add to the state on a terminal.
  var tone: Cell.Tone {
    switch self {
    case .pending, .canceled: .dim
    case .inProgress: .plain
    case .paused: .warning
    case .successful: .good
    case .failed: .bad
    }
  }
}

extension JobPhase {
  /// The step as a progress view names it.
  var title: String {
    switch self {
    case .create: "create"
    case .copy: "copy"
    case .flush: "flush"
    case .index: "index"
    case .alias: "alias"
    case .verify: "verify"
    case .finished: "finished"
    }
  }
}
