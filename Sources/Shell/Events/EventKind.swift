internal import MigrationEngine

/// What a line of the file of `--events` tells of.
enum EventKind: String, CaseIterable, Sendable {
  case sessionStarted = "session.started"
  case sessionFinished = "session.finished"
  case commandStarted = "command.started"
  case commandFinished = "command.finished"
  case result
  case error
  case connectionOpened = "connection.opened"
  case connectionClosed = "connection.closed"
  case checkFinished = "check.finished"
  case progress
  case jobStarted = "job.started"
  case jobPhase = "job.phase"
  case jobProgress = "job.progress"
  case jobHindered = "job.hindered"
  case jobLimited = "job.limited"
  case jobRecovered = "job.recovered"
  case jobAttention = "job.attention"
  case jobPaused = "job.paused"
  case jobSuccessful = "job.successful"
  case jobFailed = "job.failed"
  case jobCanceled = "job.canceled"

  /// The event that a job's notice is.
  init(_ notice: JobNotice.Kind) {
    self =
      switch notice {
      case .started: .jobStarted
      case .phase: .jobPhase
      case .progress: .jobProgress
      case .hindered: .jobHindered
      case .limited: .jobLimited
      case .recovered: .jobRecovered
      case .attention: .jobAttention
      case .paused: .jobPaused
      case .successful: .jobSuccessful
      case .failed: .jobFailed
      case .canceled: .jobCanceled
      }
  }

  /// What happens, and the fields that tell of it.
  var meaning: String {
    switch self {
    case .sessionStarted: "the program begins: version, directory"
    case .sessionFinished: "it ends: status, seconds"
    case .commandStarted: "command, place (FILE:LINE in a script)"
    case .commandFinished: "command, place, status, seconds"
    case .result: "what a command has found or done: result, as -o json"
    case .error: "a command failed: error, hint, code, file, line"
    case .connectionOpened: "side, cluster, address, version, database"
    case .connectionClosed: "side, cluster, address"
    case .checkFinished: "collections, worst, and how many findings of each level"
    case .progress:
      "of a check, load, verify, baseline, repair or sync every 5 s: subject, phase, done, total, "
        + "perSecond, bytesPerSecond, secondsLeft, hindrance, limit, execution"
    case .jobStarted: "it begins, or goes on: job, text, status"
    case .jobPhase: "it comes to another step: job, text"
    case .jobProgress:
      "every 5 s: job, collection, phase, done, total, perSecond, bytesPerSecond, secondsLeft, "
        + "retries, rejected, hindrance, limit"
    case .jobHindered: "a server does not answer, or takes nothing: job, text"
    case .jobLimited: "writes are kept to a limit from now on: job, text"
    case .jobRecovered: "what hindered it has passed: job, text"
    case .jobAttention: "somebody should look, as at the first reject: job, text"
    case .jobPaused: "it can go on: job, text, status"
    case .jobSuccessful: "it is done: job, text, status (rejects too)"
    case .jobFailed: "it is not done: job, text, status"
    case .jobCanceled: "it was ended for good: job, text, status"
    }
  }
}
