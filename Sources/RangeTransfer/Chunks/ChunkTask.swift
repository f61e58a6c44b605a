package import MigrationPlanning
internal import MilvusClient

/// One key range that is to be compared, and repaired if need be, with all that is needed for it.
///
/// It is a value, as a `RangeTask` is, and may be done several times: what is written is written by key.
package struct ChunkTask: Codable, Equatable, Sendable {
  /// What is to be done.
  package enum Work: Codable, Equatable, Sendable {
    /// To say how the sides differ.
    case compare
    /// To make the target's rows those of the source.
    case repair(RepairRules)
    /// To write the source's rows once more if the target holds one of their keys several times.
    case makeSingle(RepairRules)
  }

  /// What is read of both sides.
  package let views: RowViews
  /// The key range that it is about.
  package let chunk: Chunk
  /// What is to be done about it.
  package var work: Work

  /// A task that any executor may do; by default to compare.
  package init(views: RowViews, chunk: Chunk, work: Work = .compare) {
    (self.views, self.chunk, self.work) = (views, chunk, work)
  }
}

/// How rows of the source are written over those of the target.
package struct RepairRules: Codable, Equatable, Sendable {
  /// What the target wants of each column that is read.
  package let columns: [PlannedColumn]
  /// How rows are written where the target may have others under their keys.
  package let replay: ReplayStrategy
  /// Whether rows of the target that the source lacks are deleted.
  package let deletesExtra: Bool
  /// Whether nothing is changed, and only said what would be.
  package let isDryRun: Bool

  /// The rules for every key range of one repair.
  package init(
    columns: [PlannedColumn], replay: ReplayStrategy, deletesExtra: Bool, isDryRun: Bool
  ) {
    (self.columns, self.replay) = (columns, replay)
    (self.deletesExtra, self.isDryRun) = (deletesExtra, isDryRun)
  }
}
