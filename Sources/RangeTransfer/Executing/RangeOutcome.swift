internal import MigrationPlanning
internal import MilvusClient

/// What became of a task.
package enum RangeOutcome: Codable, Equatable, Sendable {
  /// The target has acknowledged every row but those that it refused.
  case done(rows: Int, bytes: Int, rejects: [RejectedRow])
  /// It cannot be read or written at once; these smaller ranges take its place.
  case split([CutRange], mayBeStored: Bool)
  /// The target has taken no row of the job yet, and none of some rows of this range: it may have
  /// something against the collection, or against this part of it.
  case refused(Failure, rejects: [RejectedRow])
  /// The job cannot go on; rejects are named for whoever looks why.
  case stopped(Failure, rejects: [RejectedRow] = [])
  /// The job is to pause; the range is copied again later.
  case interrupted
  /// Whoever did it is gone, with or without having sent rows; somebody else may do it.
  case lost
}
