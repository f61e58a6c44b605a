internal import MigrationEngine

extension CheckReport {
  /// Why a migration cannot start; nil if it can.
  var refusal: MigrationError? {
    guard let first = blockers.first else { return nil }
    let topic = first.topic.isEmpty ? "" : ", \(first.topic)"
    let rest =
      blockers.count > 1 ? " (and \(Figures.count(blockers.count - 1, of: "other blocker")))" : ""
    return MigrationError(
      .blocked, "cannot start the migration: \(first.subject)\(topic): \(first.text)\(rest)")
  }
}
