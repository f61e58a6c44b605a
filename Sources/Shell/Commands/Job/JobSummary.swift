internal import MigrationEngine
internal import MilvusClient

/// What became of jobs that were followed, a line each.
struct JobSummary: Renderable {
  static let schema = "jobs/1"
  static let rows: String? = "jobs"
  static let isOutcome = true

  var jobs: [JobStatus]
  /// Jobs that go on in the background.
  var detached: Set<JobID> = []
  /// Collections for which there is no job because of blockers.
  var leftOut: [BlockedCollections.Entry] = []

  var json: JSONObject {
    [
      "jobs": .array(jobs.map { .object($0.document) }), "leftLoaded": [], "leftChanged": [],
      "leftOut": .array(leftOut.map(\.document)),
    ]
  }

  var sections: [Section] {
    let lines = jobs.map(line) + leftOut.map(\.line)
    return lines.isEmpty ? [] : [.lines(lines)]
  }

  /// The line about one job.
  func line(_ job: JobStatus) -> String {
    let text = detached.contains(job.id) ? Self.departure(of: job) : Self.ending(of: job)
    return "[\(job.id)] \(text)"
  }

  private static func departure(of job: JobStatus) -> String {
    let percent = job.total.flatMap { Figures.percent(job.done, of: $0) }
    let at = percent.map { " at \($0) %" } ?? ""
    return "in the background\(at). fg \(job.id) brings it back, status \(job.id) shows it"
  }

  private static func ending(of job: JobStatus) -> String {
    switch job.state {
    case .successful: success(of: job)
    case .failed: "\(job.collectionTitle)  failed: \(job.failure?.message ?? "for no known reason")"
    case .canceled: "\(job.collectionTitle)  canceled"
    case .paused: pause(of: job)
    case .pending: "\(job.collectionTitle)  not started. resume \(job.id) starts it"
    case .inProgress: "\(job.collectionTitle)  goes on. wait \(job.id) waits for it"
    }
  }

  private static func success(of job: JobStatus) -> String {
    if job.result?.only == .schema {
      let reason = job.result?.unproven == nil ? "as was asked for" : "as statistics know of none"
      let parts = ["no entities were moved, \(reason)"] + left(of: job)
      return "\(job.collectionTitle)  Successful  \(parts.joined(separator: ", "))"
    }
    let rows = job.result?.rows ?? job.done
    let entities = rows == 1 ? "1 entity" : "\(Figures.count(rows)) entities"
    let took = job.seconds.map { " in \(Figures.duration(.seconds($0)))" } ?? ""
    let parts = [entities + took, copy(of: job)].compactMap(\.self) + remarks(on: job)
    return "\(job.collectionTitle)  Successful  \(parts.joined(separator: ", "))"
  }

  /// How long the copy took of all the time, and how fast it was.
  private static func copy(of job: JobStatus) -> String? {
    guard let time = job.copyTime, let rate = job.meanRate else { return job.copyTime }
    return "\(time) at \(Figures.rate(rate.rows)), \(Figures.byteRate(rate.bytes))"
  }

  private static func remarks(on job: JobStatus) -> [String] {
    let result = job.result
    let remarks: [String?] = [
      result?.filterMatchedNothing == true ? "the filter matched nothing" : nil,
      result?.contentVerified == true
        ? "content equal" : result?.targetRows.map { "\(Figures.count($0)) on the target" },
      rejects(of: job),
      result.flatMap {
        $0.duplicateKeys > 0 ? "\(Figures.count($0.duplicateKeys)) MORE counted on the source" : nil
      },
      result?.sourceChanged == true ? "the source CHANGED during the copy" : nil,
    ]
    return remarks.compactMap(\.self) + left(of: job)
  }

  /// What did not come to pass, though the entities are there.
  private static func left(of job: JobStatus) -> [String] {
    let left = (job.result?.notCarried ?? []).map(\.what).joined(separator: ", ")
    return [
      unproven(job),
      left.isEmpty ? nil : "NOT carried: \(left)",
    ].compactMap(\.self)
  }

  private static func unproven(_ job: JobStatus) -> String? {
    guard let result = job.result, result.unproven != nil else { return nil }
    return result.only == .schema ? "NOT counted on the source" : "NOT counted on the target"
  }

  private static func rejects(of job: JobStatus) -> String? {
    guard job.rejected > 0 else { return nil }
    let place = job.rejectFile.map { " (\($0))" } ?? ""
    return "\(Figures.count(job.rejected)) REJECTED\(place)"
  }

  private static func pause(of job: JobStatus) -> String {
    let percent = job.total.flatMap { Figures.percent(job.done, of: $0) }
    let at = percent.map { " at \($0) %" } ?? ""
    let safe = job.done == 1 ? "1 entity" : "\(Figures.count(job.done)) entities"
    let reason = job.failure.map { ": \($0.message)" } ?? ""
    return "paused\(at) (\(safe) safe on the target)\(reason). "
      + "resume \(job.id) goes on, cancel \(job.id) ends it"
  }
}
