internal import MigrationPlanning
internal import MilvusClient

/// One key range that is to be compared, and repaired if need be, with all that is needed for it.
///
/// It is a value, as a `RangeTask` is, and may be done several times: what is written is written by key.
struct ChunkTask: Codable, Equatable, Sendable {
  /// What is to be done.
  enum Work: Codable, Equatable, Sendable {
    /// To say how the sides differ.
    case compare
    /// To make the target's rows those of the source.
    case repair(RepairRules)
    /// To write the source's rows once more if the target holds one of their keys several times.
    case makeSingle(RepairRules)
  }

  let views: RowViews
  let chunk: Chunk
  var work = Work.compare
}

/// How rows of the source are written over those of the target.
struct RepairRules: Codable, Equatable, Sendable {
  /// What the target wants of each column that is read.
  let columns: [PlannedColumn]
  let replay: ReplayStrategy
  /// Whether rows of the target that the source lacks are deleted.
  let deletesExtra: Bool
  /// Whether nothing is changed, and only said what would be.
  let isDryRun: Bool
}
