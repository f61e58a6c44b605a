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

  package let views: RowViews
  package let chunk: Chunk
  package var work = Work.compare

  package init(views: RowViews, chunk: Chunk, work: Work = Work.compare) {
    (self.views, self.chunk, self.work) = (views, chunk, work)
  }
}

/// How rows of the source are written over those of the target.
package struct RepairRules: Codable, Equatable, Sendable {
  /// What the target wants of each column that is read.
  package let columns: [PlannedColumn]
  package let replay: ReplayStrategy
  /// Whether rows of the target that the source lacks are deleted.
  package let deletesExtra: Bool
  /// Whether nothing is changed, and only said what would be.
  package let isDryRun: Bool

  package init(
    columns: [PlannedColumn], replay: ReplayStrategy, deletesExtra: Bool, isDryRun: Bool
  ) {
    (self.columns, self.replay, self.deletesExtra) = (columns, replay, deletesExtra)
    self.isDryRun = isDryRun
  }
}
