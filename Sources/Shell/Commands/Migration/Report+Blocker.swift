internal import MigrationEngine

extension Report {
  /// A blocker as the error that it is, with its own code and its own way out.
  init(_ blocker: Finding) {
    let topic = blocker.topic.isEmpty ? "" : ", \(blocker.topic)"
    self.init(
      "\(blocker.subject)\(topic): \(blocker.text)", hint: blocker.hint, code: blocker.code.rawValue
    )
  }
}
