internal import MigrationPlanning
internal import MilvusClient

/// What became of one key range that was compared, and repaired if that was the task.
package struct ChunkOutcome: Codable, Equatable, Sendable {
  /// How the sides differed.
  package private(set) var before: ChunkFindings
  /// How they differ now.
  package private(set) var after: ChunkFindings
  /// Rows that were to be written.
  package private(set) var writes = 0
  /// Rows that the target alone had, and that were to be deleted.
  package private(set) var deletes = 0
  /// Rows that were to be deleted and are there all the same.
  package private(set) var kept = 0
  /// What was written.
  package var sent = SentRows()

  /// A range of which nothing was changed.
  package init(_ found: ChunkFindings) {
    (before, after) = (found, found)
  }

  /// Adds what was done about a part of the range.
  mutating func add(
    _ before: ChunkFindings, _ plan: RepairPlan, _ sent: SentRows, _ after: ChunkFindings
  ) {
    self.before.add(before)
    self.after.add(after)
    writes += plan.writes.count
    deletes += plan.deletes.count
    let planned = Set(plan.deletes)
    kept += after.differences.count { $0.kind == .extra && planned.contains($0.key) }
    self.sent.add(sent)
  }

  /// Forgets the names of the rows beyond those that a report has.
  mutating func keepMostNamed() {
    before.keepMostNamed()
    after.keepMostNamed()
  }
}

/// Rows that were written to the target.
package struct SentRows: Codable, Equatable, Sendable {
  /// What those weighed that it took.
  package var bytes = 0
  /// Those that it refused.
  package var rejects: [RejectedRow] = []

  /// Adds others.
  package mutating func add(_ others: SentRows) {
    bytes += others.bytes
    rejects += others.rejects
  }
}
