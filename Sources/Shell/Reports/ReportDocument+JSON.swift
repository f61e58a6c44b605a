internal import MigrationEngine
internal import MilvusClient

extension ReportDocument {
  var json: JSONObject {
    [
      "writtenAt": .string(Figures.timestamp(writtenAt)),
      "program": .string("vecferry \(Version.text)"),
      "job": .object(report.status.document),
      "exitStatus": .optional(exitStatus.map { Int64($0.rawValue) }),
      "sourceVersion": .string(report.plan.sourceVersion),
      "targetVersion": .string(report.plan.targetVersion),
      "plan": .object(report.plan.document),
      "digests": .object(digests),
      "options": .object(report.plan.options.document),
      "sourceSchema": .object(report.sourceSchema.document),
      "targetSchema": .object(report.targetSchema.document),
      "counts": .object(counts),
      "partitions": .array(report.partitions.map(document)),
      "verification": [
        "level": .string(report.plan.options.verification.rawValue),
        "outcome": .string(report.verification.rawValue),
      ],
      "retries": .integer(Int64(report.retries)),
      "samples": .array(report.samples.map(document)),
      "rejects": .array(report.rejects.map(document)),
      "events": .array(report.events.map(document)),
    ]
  }

  private var digests: JSONObject {
    var object = JSONObject()
    for digest in report.digests { object[digest.part] = .string(digest.digest) }
    return object
  }

  private var counts: JSONObject {
    let result = report.result
    return [
      "sourceBefore": .optional(report.sourceRowsBefore),
      "sourceAfter": .optional(report.sourceRowsAfter),
      "sourceChanged": result.map { .bool($0.sourceChanged) } ?? .null,
      "planned": .integer(report.partitions.reduce(0) { $0 + $1.plannedRows }),
      "copied": .integer(report.status.done),
      "bytes": .integer(report.status.bytes),
      "target": .optional(result?.targetRows),
      "countedBy": .optional(result?.countedBy),
      "rejected": .integer(Int64(report.status.rejected)),
      "duplicateKeys": .optional(result?.duplicateKeys),
    ]
  }

  private func document(of partition: JobReport.PartitionCopy) -> JSONValue {
    [
      "name": .string(partition.name), "ranges": .integer(Int64(partition.ranges)),
      "rangesDone": .integer(Int64(partition.doneRanges)),
      "planned": .integer(partition.plannedRows), "copied": .integer(partition.doneRows),
      "scouted": .bool(partition.isScanComplete),
    ]
  }

  private func document(of sample: JobReport.Sample) -> JSONValue {
    [
      "at": .string(Figures.exactTimestamp(sample.at)), "entities": .integer(sample.rows),
      "bytes": .integer(sample.bytes), "retries": .integer(Int64(sample.retries)),
      "refusals": .integer(Int64(sample.refusals)), "limit": .optional(sample.limit),
    ]
  }

  private func document(of reject: JobReport.Reject) -> JSONValue {
    let key: JSONValue =
      switch reject.key {
      case .int64(let number): .integer(number)
      case .varchar(let text): .string(text)
      }
    return ["key": key, "reason": .string(reject.reason)]
  }

  private func document(of event: JobReport.Event) -> JSONValue {
    [
      "at": .string(Figures.exactTimestamp(event.at)), "event": .string(event.kind),
      "message": .string(event.message),
    ]
  }
}

extension MigrationOptions {
  /// What the user decided, as JSON.
  var document: JSONObject {
    [
      "only": .optional(only?.rawValue), "partitions": partitions.map(JSONValue.strings) ?? .null,
      "filter": .optional(filter),
      "index": .string(index.rawValue), "aliases": .bool(aliases),
      "autoID": .string(autoID.rawValue), "onConflict": .string(onConflict.rawValue),
      "verification": .string(verification.rawValue), "loadSource": .bool(loadSource),
      "parallel": .integer(Int64(parallel)),
    ]
  }
}
