internal import MigrationEngine
internal import MilvusClient

/// A migration that was not started because the check found blockers.
struct BlockedMigration: StatedFailure {
  /// The blockers, at least one.
  var blockers: [Finding]

  /// The refusal of a report with blockers; nil for one without.
  init?(_ report: CheckReport) {
    guard !report.blockers.isEmpty else { return nil }
    blockers = report.blockers
  }

  var report: Report {
    let first = blockers[0]
    let topic = first.topic.isEmpty ? "" : ", \(first.topic)"
    let rest =
      blockers.count > 1 ? " (and \(Figures.count(blockers.count - 1, of: "other blocker")))" : ""
    return Report(
      "cannot start the migration: \(first.subject)\(topic): \(first.text)\(rest)",
      hint: first.hint ?? "check shows each blocker with a way out", code: first.code)
  }

  var exitStatus: ExitStatus { .differs }
}
