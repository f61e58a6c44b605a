internal import MigrationEngine

extension CheckReport {
  /// Why a migration cannot start; nil if it can.
  ///
  /// What each blocker says is reported before it.
  var refusal: MigrationError? {
    guard !blockers.isEmpty else { return nil }
    return MigrationError(
      .blocked, "cannot start the migration: \(Figures.count(blockers.count, of: "blocker"))")
  }
}

extension Report {
  /// A blocker as the error that it is, with its own code and its own way out.
  init(_ blocker: Finding) {
    let topic = blocker.topic.isEmpty ? "" : ", \(blocker.topic)"
    self.init(
      "\(blocker.subject)\(topic): \(blocker.text)", hint: blocker.hint, code: blocker.code)
  }
}
