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

extension ExecutionStatus {
  /// Who copies: `on 4 workers`, `on Spark (app-…): 2 executors, 4 tasks`.
  var words: String {
    guard let application else { return "on \(Figures.count(executors, of: "worker"))" }
    let tasks = tasks.map { ", " + Figures.count($0, of: "task") } ?? ""
    return "on Spark (\(application)): \(Figures.count(executors, of: "executor"))\(tasks)"
  }
}

extension JobStatus {
  /// What a job that goes on sends once more; nil if nothing was under way when it stopped.
  var repetition: String? {
    guard rangesOpen > 0 else { return nil }
    let begins = rangesOpen == 1 ? "was under way and begins" : "were under way and begin"
    return "[\(id)] \(Figures.count(rangesOpen, of: "key range")) \(begins) again"
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
