internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

/// Everything that the journal knows of one job, for a document about it.
///
/// Of a job that runs, its parts may be moments apart.
public struct JobReport: Sendable {
  /// An entity that the target refused.
  public struct Reject: Sendable, Equatable {
    /// Its key.
    public var key: PrimaryKey
    /// The server's words.
    public var reason: String
  }

  /// A part of the plan, and the digest of what it says.
  public struct PlanDigest: Sendable, Equatable {
    /// The part ("schema of the source").
    public var part: String
    /// SHA-256 as 64 hexadecimal digits.
    public var digest: String
  }

  /// The job as it is now.
  public var status: JobStatus
  /// What it was to do.
  public var plan: MigrationPlan
  /// The source's schema, and the one that the target got, without what belongs to a cluster.
  public var sourceSchema, targetSchema: CollectionSchema
  /// The parts of the plan's fingerprint.
  public var digests: [PlanDigest]
  /// Entities of the source when the copy began, and when the job ended, as far as they were counted.
  public var sourceRowsBefore, sourceRowsAfter: Int64?
  /// What it came to, also of a job that has not ended.
  public var result: JobResult?
  /// How far each partition is; one without a name if the job copies the collection as a whole.
  public var partitions: [PartitionCopy]
  /// How far the copy was from time to time.
  public var samples: [Sample]
  /// Calls that were repeated, in all processes that ran the job, as far as they were recorded.
  public var retries: Int
  /// The entities that the target refused, at most `rejectLimit` of them.
  public var rejects: [Reject]
  /// What happened to the job, oldest first.
  public var events: [Event]

  /// The most refused entities that a report names; a document is to be read.
  public static let rejectLimit = 1000
}

extension JobReport {
  /// What became of the comparison that was asked for.
  public enum Verification: String, Sendable, CaseIterable {
    /// None was asked for.
    case notAsked
    /// The job did not come so far.
    case notReached
    /// The numbers of entities agree.
    case countsAgree
    /// Every field of every entity is equal.
    case contentEqual
    /// The two sides differ.
    case failed
  }

  /// What became of the comparison that was asked for.
  public var verification: Verification {
    guard plan.options.verification != .none else { return .notAsked }
    let mismatches: [FailureCode] = [.migration(.countMismatch), .migration(.contentMismatch)]
    if let failure = status.failure, mismatches.contains(failure.code) { return .failed }
    guard let result, result.targetRows != nil, status.phase > .verify else { return .notReached }
    return result.contentVerified ? .contentEqual : .countsAgree
  }
}
