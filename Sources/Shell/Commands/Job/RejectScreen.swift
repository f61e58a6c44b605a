internal import MigrationEngine
internal import MilvusClient

/// The entities of a job that the target refused, a row each.
struct RejectScreen: Renderable {
  static let schema = "rejects/1"
  static let rows: String? = "rejects"

  var job: JobStatus
  var rejects: [RejectedRow]

  var json: JSONObject {
    [
      "job": .integer(job.id.rawValue),
      "source": ["database": .string(job.source.database), "collection": .string(job.source.name)],
      "file": .optional(job.rejectFile),
      "rejects": .array(rejects.map { .object($0.document) }),
    ]
  }

  var sections: [Section] {
    guard !rejects.isEmpty else { return [.text("the target refused no entity of job \(job.id)")] }
    let columns: [Table.Column] = [.text("KEY"), .text("PARTITION"), .long("REASON")]
    let rows: [[Cell]] = rejects.map { row in
      [
        Cell(row.key.description), row.partition.map { Cell($0) } ?? .absent, Cell(row.reason),
      ]
    }
    let file: [Section] = job.rejectFile.map { [.text("the same rows are in \($0)")] } ?? []
    return [.table(Table(columns, rows: rows))] + file
  }
}

extension RejectedRow {
  /// The row as JSON.
  var document: JSONObject {
    [
      "key": key.jsonValue,
      "partition": .optional(partition),
      "reason": .string(reason),
    ]
  }
}
