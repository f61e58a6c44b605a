internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

/// How a repair is done.
public struct RepairOptions: Sendable, Equatable {
  /// Whether entities of the target that the source lacks are deleted.
  public var deletesExtra: Bool
  /// Whether nothing is changed, and only said what would be.
  public var isDryRun: Bool
  /// Whether the source is counted before and afterwards, because it may be written to meanwhile.
  public var countsSource = false

  /// Makes options; by default what is missing or changed is written, and nothing is deleted.
  public init(deletesExtra: Bool = false, isDryRun: Bool = false) {
    self.deletesExtra = deletesExtra
    self.isDryRun = isDryRun
  }
}

/// What a repair did, or in a dry run what it would have done.
public struct RepairReport: Sendable {
  /// How the repair was done.
  public var options: RepairOptions
  /// What differed before.
  public var found: VerificationReport
  /// What differs now, as the ranges were read again and the partitions counted again; in a dry run
  /// the same as before.
  public var left: VerificationReport
  /// Entities that were written because they were missing or changed.
  public var written: Int64
  /// Entities that the target refused for what they contain, by key.
  public var refused: [RejectedRow] = []
  /// Entities that were deleted because the source lacks them.
  public var deleted: Int64
  /// Further copies of a key that the target no longer holds.
  public var madeSingle: Int64
  /// Partitions that were made on the target.
  public var madePartitions: [ServerName]
  /// Bytes that were written.
  public var writtenBytes: Int64
  /// Entities that the source had more at the end than at the beginning, if it was counted.
  public var sourceGrowth: Int64 = 0

  /// A report of nothing yet.
  init(_ options: RepairOptions, source: CollectionAddress, target: CollectionAddress) {
    self.options = options
    found = VerificationReport(source: source, target: target, mode: .full)
    left = found
    (written, deleted, madeSingle, writtenBytes, madePartitions) = (0, 0, 0, 0, [])
  }

  /// Whether nothing differs any more.
  public var isEqual: Bool { left.isEqual }

  /// How many entities that differed in a way no longer do.
  public func settled(_ kind: Difference.Kind) -> Int64 {
    max(0, (found.kinds[kind] ?? 0) - (left.kinds[kind] ?? 0))
  }
}

extension RepairReport {
  /// Counts what was done about a key range.
  mutating func note(_ outcome: ChunkOutcome) {
    found.note(outcome.before)
    left.note(outcome.after)
    written += Int64(outcome.writes)
    deleted += Int64(outcome.deletes - (options.isDryRun ? 0 : outcome.kept))
    note(outcome.sent)
  }

  /// Counts what the target took, and names what it refused.
  mutating func note(_ sent: SentRows) {
    writtenBytes += Int64(sent.bytes)
    refused += sent.rejects
    written -= Int64(sent.rejects.count)
  }
}
