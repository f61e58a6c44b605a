internal import JobJournal
internal import MigrationEngine
internal import MilvusClient

extension JobStatus {
  /// The error that stopped the job, naming the job; nil unless it stopped by itself.
  ///
  /// The journal keeps errors as a code and a message; those of the four modules are made whole
  /// again, so that they are reported and end the program as they would without a job.
  var stoppingError: (any Error)? {
    guard let failure, state == .failed || state == .paused else { return nil }
    let word = state == .paused ? "stopped" : "failed"
    let message = "job \(id) (\(collectionTitle)) \(word): \(failure.message)"
    return Self.error(code: failure.code, message: message)
      ?? UsageError(.notFound, message, hint: "resume \(id) goes on")
  }

  /// The error that a code like `target.unreachable` and a message were made of.
  private static func error(code: String, message: String) -> (any Error)? {
    let parts = code.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return nil }
    if let side = Side(rawValue: parts[0]), let code = MilvusError.Code(rawValue: parts[1]) {
      return SideError(side, MilvusError(code, message))
    }
    switch parts[0] {
    case "migration":
      return MigrationError.Code(rawValue: parts[1]).map { MigrationError($0, message) }
    case "journal": return JournalError.Code(rawValue: parts[1]).map { JournalError($0, message) }
    default: return nil
    }
  }
}
