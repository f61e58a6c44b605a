internal import MigrationEngine
internal import MilvusClient

extension EventLog {
  /// Tells what a command has found or done.
  func tell<Value: Renderable>(result value: Value) async {
    guard Value.isOutcome else { return }
    await note(.result, ["result": .object(value.document)])
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
}
