internal import MigrationEngine
internal import MilvusClient

extension SearchReport {
  /// What was found as JSON, the same on the screen and in a report file.
  var document: JSONObject {
    [
      "source": .string("source:\(source)"),
      "target": .string("target:\(target)"),
      "mode": "search",
      "limit": .integer(Int64(options.limit)),
      "seed": seed.map { .integer(Int64(clamping: $0)) } ?? .null,
      "chosenPartitions": options.partitions.map { .strings($0) } ?? .null,
      "filter": .optional(options.filter),
      "parameters": .string(options.parameters),
      "exact": .bool(options.isExact),
      "overlap": .optional(overlap),
      "fields": .array(fields.map { .object($0.document) }),
      "queries": .array(
        fields.flatMap { field in field.queries.map { .object($0.document(of: field)) } }),
      "skippedFields": .array(
        skipped.map { ["field": .string($0.field), "reason": .string($0.reason)] }),
      "loadedTarget": .bool(loadedTarget),
      "seconds": .number(seconds),
    ]
  }

  private var seed: UInt64? {
    guard case .sample(_, let seed) = options.queries else { return nil }
    return seed
  }
}

extension ComparedField {
  fileprivate var document: JSONObject {
    let latency = latency
    return [
      "field": .string(name),
      "type": .string(type.name),
      "queries": .integer(Int64(queries.count)),
      "sourceIndex": indexes.source.document,
      "targetIndex": indexes.target.document,
      "nearestOverlap": nearestOverlap.document,
      "overlap": overlap.document,
      "ties": .integer(Int64(ties)),
      "sourceRecall": .optional(recall?.source),
      "targetRecall": .optional(recall?.target),
      "sourceLatency": latency.source.latency,
      "targetLatency": latency.target.latency,
      "sourceNDCG": .optional(gain?.source),
      "targetNDCG": .optional(gain?.target),
      "nDCGDifference": gainDifference?.document ?? .null,
      "differingEntities": .array(differingRows.map(\.jsonValue)),
      "causes": .strings(causes.map(\.name)),
      "verdict": .string(verdict),
    ]
  }
}

extension ComparedField.Index {
  fileprivate var document: JSONValue {
    [
      "type": .optional(type), "metric": .string(metric),
      "pendingEntities": .integer(pendingRows), "finished": .bool(!isUnfinished),
    ]
  }
}

extension Distribution {
  /// Its mean, middle and least figure; null without any.
  fileprivate var document: JSONValue {
    isEmpty
      ? .null : ["mean": .number(mean), "median": .number(median), "worst": .number(least)]
  }

  /// The median and the 99th percentile in seconds; null without a search.
  fileprivate var latency: JSONValue {
    isEmpty ? .null : ["median": .number(median), "p99": .number(percentile(99))]
  }
}

extension ComparedQuery {
  fileprivate func document(of field: ComparedField) -> JSONObject {
    var (key, partition, name): (JSONValue, JSONValue, JSONValue) = (.null, .null, .null)
    switch subject {
    case .row(let row, let place): (key, partition) = (row.jsonValue, .optional(place))
    case .listed(let text): name = .string(text)
    }
    return [
      "field": .string(field.name),
      "key": key,
      "partition": partition,
      "query": name,
      "nearestOverlap": .number(nearest.overlap),
      "overlap": .number(all.overlap),
      "shared": .integer(Int64(all.shared)),
      "ties": .integer(Int64(all.ties)),
      "onlySource": .array(all.onlyFirst.map(\.document)),
      "onlyTarget": .array(all.onlySecond.map(\.document)),
      "sourceRecall": .optional(recall?.source),
      "targetRecall": .optional(recall?.target),
      "sourceNDCG": .optional(gain?.source),
      "targetNDCG": .optional(gain?.target),
      "sourceSeconds": .number(seconds.source),
      "targetSeconds": .number(seconds.target),
    ]
  }
}

extension Neighbour {
  fileprivate var document: JSONValue { ["key": key.jsonValue, "score": .number(score)] }
}
