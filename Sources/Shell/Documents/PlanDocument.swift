internal import MigrationEngine
internal import MilvusClient

extension MigrationPlan {
  /// The plan as JSON, the same in `check` and in `migrate --dry-run`.
  var document: JSONObject {
    [
      "plan": .string(fingerprint),
      "source": ["database": .string(source.database), "collection": .string(source.name)],
      "target": ["database": .string(target.database), "collection": .string(target.name)],
      "entities": .optional(expectedRows),
      "only": .optional(options.only?.rawValue),
      "targetUse": .string(targetUse.rawValue),
      "filter": .optional(options.filter),
      "partitions": .strings(partitions),
      "indexes": .array((vectorIndexes + scalarIndexes).map(indexDocument)),
      "aliases": .strings(aliases),
      "access": .array((access?.roles ?? []).map(\.document)),
      "properties": .array(
        properties.map { ["name": .string($0.key), "value": .string($0.value)] }),
      "createsDatabase": .bool(createsDatabase),
      "keepsKeys": .bool(!makesNewKeys),
      "loadsSource": .bool(sourceLoading != .none),
      "verification": .string(options.verification.rawValue),
      "parallel": .integer(Int64(options.parallel)),
      "rate": .optional(options.rate),
      "maxRejects": .integer(Int64(options.maxRejects)),
      "notCarried": .array(
        notCarried.map { ["what": .string($0.what), "reason": .string($0.reason)] }),
      "estimate": estimateDocument,
    ]
  }

  private func indexDocument(_ index: PlannedIndex) -> JSONValue {
    [
      "field": .string(index.field), "name": .string(index.name), "type": .string(index.type),
      "metric": .optional(index.metric),
    ]
  }

  private var estimateDocument: JSONValue {
    guard let estimate else { return .null }
    return [
      "bytes": .integer(estimate.bytes), "bytesPerSecond": .number(estimate.bytesPerSecond),
      "seconds": .number(estimate.seconds), "assumption": .string(estimate.assumption),
    ]
  }
}
