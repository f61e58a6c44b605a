internal import Logging
internal import MigrationEngine
internal import MilvusClient

extension ShellSession {
  /// Tells from now on in this file, or nowhere; what was begun is told to its end where it was.
  ///
  /// - Throws: `UsageError.unwritableFile`.
  func tellEvents(in path: String?) throws(UsageError) {
    var log: EventLog?
    if let path { log = try EventLog(path, console: console, waitsForReader: false) }
    update { $0.events = log }
  }

  /// Tells of a command around the body, which runs it.
  func telling(
    of command: SimpleCommand, at place: ScriptPlace?, _ body: () async -> Dispatcher.Outcome
  ) async -> Dispatcher.Outcome {
    let events = events
    let text = CommandSpelling.text(of: command)
    var fields: JSONObject = ["command": .string(text), "place": .optional(place?.description)]
    await events?.note(.commandStarted, fields)
    logger.info("command begins", metadata: ["command": "\(text)"])
    let start = ContinuousClock.now
    let outcome = await body()
    let took = start.duration(to: .now)
    fields["status"] = .integer(Int64(outcome.status.rawValue))
    fields["seconds"] = .number(Figures.seconds(took))
    await events?.note(.commandFinished, fields)
    logger.info(
      "command ended",
      metadata: [
        "command": "\(text)", "status": "\(outcome.status.rawValue)", "duration": "\(took)",
      ])
    return outcome
  }
}

extension EventLog {
  /// Tells what a command has found or done.
  func tell<Value: Renderable>(result value: Value) async {
    guard Value.isOutcome else { return }
    await note(.result, ["result": .object(value.document)])
  }

  /// Tells that a cluster was opened or closed.
  func tell(_ kind: EventKind, _ side: Side, _ open: OpenCluster) async {
    let cluster = open.cluster
    var fields: JSONObject = [
      "side": .string(side.rawValue), "cluster": .string(cluster.label),
      "address": .string(cluster.access.endpoint.description),
    ]
    if kind == .connectionOpened {
      fields["version"] = .string(cluster.identity.text)
      fields["database"] = .string(cluster.access.database)
    }
    await note(kind, fields)
  }

  /// Tells in numbers what a check found.
  func tell(_ report: CheckReport) async {
    var fields: JSONObject = [
      "collections": .integer(Int64(report.subjects.count(where: \.isCollection))),
      "worst": .string(report.worst.rawValue),
    ]
    for level in Finding.Level.allCases {
      fields[level.rawValue] = .integer(Int64(report.count(of: level)))
    }
    await note(.checkFinished, fields)
  }

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
