internal import MigrationEngine
internal import MilvusClient

extension JobStatus {
  /// The job as JSON, the same in `status`, `jobs`, `migrate` and `wait`.
  var document: JSONObject {
    [
      "id": .integer(id.rawValue),
      "state": .string(state.rawValue),
      "phase": .string(phase.rawValue),
      "plan": .string(fingerprint),
      "source": end(sourceLabel, sourcePlace, source.database, source.name),
      "target": end(targetLabel, targetPlace, target.database, target.name),
      "done": .integer(done),
      "total": .optional(total),
      "bytes": .integer(bytes),
      "ranges": [
        "done": .integer(Int64(rangesDone)), "open": .integer(Int64(rangesOpen)),
        "planned": .integer(Int64(rangesPlanned)), "complete": .bool(isScanned),
      ],
      "retries": .integer(Int64(retries)),
      "replayedRanges": .integer(Int64(replayed)),
      "rejected": .integer(Int64(rejected)),
      "rejectFile": .optional(rejectFile),
      "rate": rateDocument(rate),
      "meanRate": rateDocument(meanRate),
      "seconds": .optional(seconds),
      "copySeconds": .optional(copySeconds),
      "secondsLeft": .optional(secondsLeft),
      "secondsSinceProgress": .optional(secondsSinceProgress),
      "createdAt": .string(Figures.timestamp(createdAt)),
      "startedAt": .optional(startedAt.map(Figures.timestamp)),
      "endedAt": .optional(endedAt.map(Figures.timestamp)),
      "failure": failureDocument,
      "result": result.map(resultDocument) ?? .null,
      "waitsFor": .optional(waitsFor?.rawValue),
      "runsHere": .bool(isRunningHere),
      "hindrance": .optional(hindrance),
      "limit": limitDocument,
      "execution": executionDocument,
    ]
  }

  private func end(
    _ label: String, _ place: String, _ database: ServerName, _ collection: ServerName
  ) -> JSONValue {
    [
      "cluster": .string(label), "address": .string(place), "database": .string(database),
      "collection": .string(collection),
    ]
  }

  private var failureDocument: JSONValue {
    guard let failure else { return .null }
    return ["code": .string(failure.code.rawValue), "message": .string(failure.message)]
  }

  private var limitDocument: JSONValue {
    guard let limit else { return .null }
    return [
      "bytesPerSecond": .number(limit.bytesPerSecond), "owner": .string(limit.owner.rawValue),
    ]
  }

  private var executionDocument: JSONValue {
    guard let execution else { return .null }
    return [
      "application": .optional(execution.application),
      "executors": .integer(Int64(execution.executors)),
      "tasks": .optional(execution.tasks.map(Int64.init)),
    ]
  }

  private func rateDocument(_ rate: TransferRate?) -> JSONValue {
    guard let rate else { return .null }
    return ["entitiesPerSecond": .number(rate.rows), "bytesPerSecond": .number(rate.bytes)]
  }

  private func resultDocument(_ result: JobResult) -> JSONValue {
    [
      "entities": .integer(result.rows),
      "bytes": .integer(result.bytes),
      "copySeconds": .number(result.copySeconds),
      "targetEntities": .optional(result.targetRows),
      "countedBy": .optional(result.countedBy),
      "duplicateKeys": .integer(result.duplicateKeys),
      "duplicates": result.duplicates.map { .array($0.map(duplicateDocument)) } ?? .null,
      "sourceChanged": .bool(result.sourceChanged),
      "contentVerified": .bool(result.contentVerified),
      "filterMatchedNothing": .bool(result.filterMatchedNothing == true),
      "only": .optional(result.only?.rawValue),
      "notCarried": .array(
        (result.notCarried ?? []).map { ["what": .string($0.what), "reason": .string($0.reason)] }),
      "unproven": .optional(result.unproven),
    ]
  }

  private func duplicateDocument(_ duplicate: DuplicateKey) -> JSONValue {
    [
      "key": duplicate.key.jsonValue,
      "partition": .optional(duplicate.partition),
      "copies": .integer(duplicate.copies),
    ]
  }
}
