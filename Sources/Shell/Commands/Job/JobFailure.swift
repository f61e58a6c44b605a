internal import JobJournal
internal import MigrationEngine
internal import MilvusClient

/// A job that stopped although nobody asked it to.
struct JobFailure: StatedFailure {
  /// The job.
  var job: JobStatus

  /// The failure of a job that stopped by itself; nil for one that did not.
  init?(_ job: JobStatus) {
    guard job.failure != nil, job.state == .failed || job.state == .paused else { return nil }
    self.job = job
  }

  var report: Report {
    let (code, message) = job.failure ?? ("job.unknown", "for no known reason")
    let word = job.state == .paused ? "stopped" : "failed"
    let cause = Self.error(code: code, message: message).flatMap { Report($0).hint }
    let resume = "then: resume \(job.id)"
    return Report(
      "job \(job.id) (\(job.collectionTitle)) \(word): \(message)",
      hint: cause.map { "\($0); \(resume)" } ?? "status \(job.id), \(resume)", code: code)
  }

  var exitStatus: ExitStatus {
    guard job.state == .failed else { return .stopped }
    let (code, message) = job.failure ?? ("", "")
    return Self.error(code: code, message: message).map { ExitStatus($0) } ?? .failed
  }

  /// The error that the journal keeps as a code and a message.
  static func error(code: String, message: String) -> (any Error)? {
    let parts = code.split(separator: ".").map(String.init)
    guard parts.count == 2 else { return nil }
    if let side = Side(rawValue: parts[0]), let code = MilvusError.Code(rawValue: parts[1]) {
      return SideError(side, MilvusError(code, message))
    }
    switch parts[0] {
    case "migration": return MigrationError.Code(rawValue: parts[1]).map { MigrationError($0, message) }
    case "journal": return JournalError.Code(rawValue: parts[1]).map { JournalError($0, message) }
    default: return nil
    }
  }
}
