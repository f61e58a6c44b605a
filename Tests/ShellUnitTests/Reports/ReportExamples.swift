import Foundation
import MilvusClient
import MilvusWire

@testable import MigrationEngine
@testable import MigrationPlanning
@testable import Shell

extension ReportDocument {
  /// A document about a report, written at a known moment.
  init(_ report: JobReport) {
    self.init(report: report, writtenAt: Date(timeIntervalSince1970: 1_777_626_000))
  }
}

extension JobReport {
  /// A report about the job that is done.
  static func successful(_ change: (inout JobReport) -> Void = { _ in }) -> JobReport {
    let status = JobStatus.successful
    let start = Date(timeIntervalSince1970: 1_777_622_531)
    let schema = CollectionSchema(wire: .docs)
    var report = JobReport(
      status: status, plan: .docs, sourceSchema: schema, targetSchema: schema,
      digests: [PlanDigest(part: "source", digest: "ab12")], sourceRowsBefore: 5000,
      sourceRowsAfter: 5000, result: status.result,
      partitions: [
        JobReport.PartitionCopy(
          name: "_default", ranges: 1, doneRanges: 1, plannedRows: 5000, doneRows: 5000,
          isScanComplete: true),
        JobReport.PartitionCopy(
          name: "empty", ranges: 0, doneRanges: 0, plannedRows: 0, doneRows: 0,
          isScanComplete: true),
      ],
      samples: [
        JobReport.Sample(at: start, rows: 0, bytes: 0, retries: 0, refusals: 0),
        JobReport.Sample(
          at: start + 2, rows: 5000, bytes: 16_000_000, retries: 1, refusals: 0),
      ],
      retries: 1, rejects: [],
      events: [
        JobReport.Event(at: start, kind: "phase", message: "create"),
        JobReport.Event(at: start + 0.25, kind: "creates", message: "sessions_2"),
      ])
    change(&report)
    return report
  }
}

extension MigrationPlan {
  /// A plan with a bit of everything.
  static var docs: MigrationPlan {
    var plan = MigrationPlan(
      source: CollectionAddress(name: "sessions"), target: CollectionAddress(name: "sessions_2"),
      sourcePlace: "http://10.0.0.7:19530", targetPlace: "http://10.0.0.8:19530",
      sourceVersion: "2.3.5", targetVersion: "v2.6.4", options: MigrationOptions(),
      sourceSchemaBytes: Data(), targetSchemaBytes: Data(), keyField: "id", keyType: .int64,
      vectorIndexes: [
        PlannedIndex(field: "embedding", name: "ix", type: "AUTOINDEX", metric: "COSINE")
      ], scalarIndexes: [], columns: [], replay: .upsert)
    plan.partitions = ["_default", "empty"]
    plan.aliases = ["live"]
    plan.properties = [PlannedProperty(key: "mmap.enabled", value: "true")]
    plan.consistency = .bounded
    plan.shards = 1
    plan.notCarried = [NotCarried("property \"replicate.id\"", because: "it is the cluster's")]
    return plan
  }
}

extension WireCollectionSchema {
  /// A key, a text and a vector.
  fileprivate static var docs: WireCollectionSchema {
    var schema = WireCollectionSchema()
    schema.name = "sessions"
    schema.fields = [
      field("id", .int64) { $0.isPrimaryKey = true },
      field("title", .varchar, ("max_length", "512")) {
        $0.description_p = "what it is called"
      },
      field("embedding", .floatVector, ("dim", "768")),
    ]
    return schema
  }

  private static func field(
    _ name: String, _ type: DataType, _ parameter: (key: String, value: String)? = nil,
    _ change: (inout WireFieldSchema) -> Void = { _ in }
  ) -> WireFieldSchema {
    var field = WireFieldSchema()
    (field.name, field.dataType) = (name, type.rawValue)
    if let parameter {
      var pair = WireKeyValuePair()
      (pair.key, pair.value) = (parameter.key, parameter.value)
      field.typeParams = [pair]
    }
    change(&field)
    return field
  }
}
