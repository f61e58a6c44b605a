internal import MigrationEngine
internal import MilvusClient

extension EventLog {
  /// Tells what a job said, and how it stands where that has changed.
  func tell(_ notice: JobNotice, _ status: JobStatus?) async {
    var fields: JSONObject = [
      "job": .integer(notice.job.rawValue), "text": .string(notice.text),
    ]
    if let status { fields["status"] = .object(status.document) }
    await note(EventKind(notice.kind), fields)
  }
}

extension JobStatus {
  /// How far the job is, as the fields of an event.
  var progressFields: JSONObject {
    [
      "job": .integer(id.rawValue), "collection": .string("\(source)"),
      "phase": .string(phase.rawValue), "done": .integer(done), "total": .optional(total),
      "perSecond": .optional(rate?.rows), "bytesPerSecond": .optional(rate?.bytes),
      "secondsLeft": .optional(secondsLeft), "retries": .integer(Int64(retries)),
      "rejected": .integer(Int64(rejected)), "hindrance": .optional(hindrance),
      "limit": .optional(limit?.sentence),
    ]
  }
}
