internal import Foundation
internal import MigrationEngine

/// What one process asks another of the same user to do with a job that it runs: a line of JSON.
struct ControlRequest: Codable, Sendable, Equatable {
  /// What can be asked for.
  enum Deed: String, Codable, Sendable {
    case pause, resume, cancel, rate
  }

  var deed: Deed
  var job: Int64
  /// Whether all jobs are meant, of which this is one: it may have come to that state by itself.
  var isOneOfAll = false
  /// Whether calls in flight are not waited for.
  var now = false
  /// Whether the half-filled collection is dropped.
  var drop = false
  /// The name of a protected target, as it was typed.
  var confirm: String?
  /// Bytes per second; nil for no limit, or where a job is resumed as planned.
  var bytesPerSecond: Double?
  /// Whether a job that is resumed has no limit, whatever was planned.
  var liftsRate = false
  /// Key ranges at a time, and entities that may be refused; nil as planned.
  var parallel, maxRejects: Int?
  /// Jobs at a time; nil as usual.
  var jobsAtOnce: Int?
  /// Whether the aliases, or the indexes, are taken out of the plan.
  var dropsAliases = false
  var dropsIndexes = false
  /// Where its key ranges are copied; nil for the process that is asked.
  var execution: ExecutionWish?
}

extension ExecutionWish {
  /// The wish as a process that runs elsewhere reads it: programs in a folder are found from anywhere.
  func handed(
    from folder: String = FileManager.default.currentDirectoryPath
  ) -> ExecutionWish {
    var wish = self
    wish.sparkSubmit = sparkSubmit.map { Profile.whole($0, in: folder) }
    if workerBinary != "installed" {
      wish.workerBinary = workerBinary.map { Profile.whole($0, in: folder) }
    }
    return wish
  }
}

/// What came of it: nothing, or a failure in the three parts of every report.
struct ControlAnswer: Codable, Sendable, Equatable {
  var message: String?
  var hint: String?
  var code: String?

  /// The failure as that of a command which asked the process; nil if there is none.
  func failure(of process: Int32) -> (any Error)? {
    guard let message else { return nil }
    let said = "process \(process) says: \(message)"
    if let code = code.flatMap(UsageError.Code.init(text:)) {
      return UsageError(code, said, hint: hint)
    }
    // The code is that of a newer version, or was lost.
    let failure = Failure(code.flatMap(FailureCode.init) ?? .unexpected, said)
    return hint.map { AdvisedError(error: failure, advice: $0) } ?? failure
  }
}
