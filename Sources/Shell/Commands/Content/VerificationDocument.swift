internal import MigrationEngine
internal import MilvusClient

extension VerificationReport {
  /// What was found as JSON, the same on the screen and in a report file.
  var document: JSONObject {
    [
      "source": .string("source:\(source)"),
      "target": .string("target:\(target)"),
      "mode": .string(mode.rawValue),
      "equal": .bool(isEqual),
      "sourceEntities": .integer(sourceRows),
      "targetEntities": .integer(targetRows),
      "partitions": Self.documents(of: partitions),
      "ranges": .integer(Int64(ranges)),
      "differingRanges": .integer(Int64(differingRanges)),
      "schemaDifferences": .strings(schemaDifferences),
      "differenceCount": .integer(differenceCount),
      "differences": .array(differences.map(\.document)),
      "loadedTarget": .bool(loadedTarget),
      "seconds": .number(seconds),
      "bytes": .integer(bytes),
      "sample": sampleDocument,
      "comparedEntities": .integer(comparedRows),
      "allRanges": .integer(Int64(allRanges)),
      "partitionCounts": Self.documents(of: counts),
      "comparedRanges": .array(comparedRanges.map(\.document)),
      "chosenPartitions": chosenPartitions.map { .strings($0) } ?? .null,
      "chosenFields": chosenFields.map { .strings($0) } ?? .null,
      "filter": .optional(filter),
    ]
  }

  /// Partitions with their entities on both sides.
  static func documents(
    of partitions: [(name: ServerName, source: Int64, target: Int64)]
  ) -> JSONValue {
    .array(
      partitions.map { part in
        [
          "name": .string(part.name), "sourceEntities": .integer(part.source),
          "targetEntities": .integer(part.target),
        ]
      })
  }

  private var sampleDocument: JSONValue {
    guard let sample else { return .null }
    return ["percent": .number(sample.share * 100), "seed": .integer(Int64(clamping: sample.seed))]
  }
}

extension Difference {
  /// The difference as JSON.
  var document: JSONValue {
    [
      "key": key.jsonValue, "partition": .optional(partition), "kind": .string(kind.rawValue),
      "fields": .strings(fields),
    ]
  }
}

extension ComparedRange {
  /// The range as JSON: keys after the one, up to and including the other.
  fileprivate var document: JSONValue {
    [
      "partition": .optional(partition), "after": range.lower?.jsonValue ?? .null,
      "upTo": range.upper?.jsonValue ?? .null, "sourceEntities": .integer(sourceRows),
      "targetEntities": .integer(targetRows), "differences": .integer(differences),
    ]
  }
}

/// The two clusters of a comparison, as a report names them.
struct ComparedEnds: Sendable, Equatable {
  /// One cluster, without anything secret.
  struct End: Sendable, Equatable {
    var label: String
    var place: String
    var version: String
  }

  var source: End
  var target: End

  /// Names two clusters.
  init(_ source: Cluster, _ target: Cluster) {
    (self.source, self.target) = (End(source), End(target))
  }

  /// The clusters as JSON.
  var document: JSONValue {
    ["source": source.document, "target": target.document]
  }
}

extension ComparedEnds.End {
  fileprivate init(_ cluster: Cluster) {
    self.init(
      label: cluster.label, place: cluster.access.endpoint.description,
      version: cluster.identity.versionText)
  }

  fileprivate var document: JSONValue {
    ["cluster": .string(label), "address": .string(place), "version": .string(version)]
  }
}
