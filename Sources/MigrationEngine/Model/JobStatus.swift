internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A job as seen at one moment.
public struct JobStatus: Sendable {
  /// The job's number.
  public var id: JobID
  /// Its state; a job that no process runs any more reads as paused.
  public var state: JobState
  /// The step that is being done, or comes next.
  public var phase: JobPhase
  /// Labels of the two ends, as the user connected them.
  public var sourceLabel, targetLabel: String
  /// Addresses of the two ends, without credentials.
  public var sourcePlace, targetPlace: String
  /// How the source is connected beside its address, without secrets.
  public var sourceOptions: [String: String] = [:]
  /// How the target is connected beside its address, without secrets.
  public var targetOptions: [String: String] = [:]
  /// The collection that is read, and the one that is written.
  public var source, target: CollectionAddress
  /// The plan's fingerprint: hexadecimal digits.
  public var fingerprint: String
  /// Entities in the source, if it was counted.
  public var total: Int64?
  /// Entities that are safe on the target.
  public var done: Int64
  /// Bytes written to the target.
  public var bytes: Int64
  /// Key ranges by what has become of them.
  public var rangesDone, rangesOpen, rangesPlanned: Int
  /// Whether all key ranges are known.
  public var isScanned: Bool
  /// Calls that were repeated, in all processes that ran the job, as far as they were recorded.
  public var retries: Int
  /// Key ranges that were sent more than once.
  public var replayed: Int
  /// Entities that the target refused.
  public var rejected: Int
  /// The file that names them, once a run of the job has ended.
  public var rejectFile: String?
  /// Rates of the last minute and of the whole copy; nil where nothing was measured.
  public var rate, meanRate: TransferRate?
  /// Seconds of copying, in this process or as it was recorded at the end.
  public var copySeconds: Double?
  /// Seconds left by the rate of the last minute.
  public var secondsLeft: Double?
  /// Seconds since entities last arrived on the target.
  public var secondsSinceProgress: Double?
  /// When it was planned, first started, and ended.
  public var createdAt: Date
  public var startedAt, endedAt: Date?
  /// Why it paused or failed.
  public var failure: Failure?
  /// What it ended with.
  public var result: JobResult?
  /// The job before it in this process's queue.
  public var waitsFor: JobID?
  /// Whether this process runs it.
  public var isRunningHere: Bool
  /// Why writing has stopped for the moment ("rate limit", a denial's reason).
  public var hindrance: String?
  /// The limit that writes are kept to at the moment.
  public var limit: WriteLimit?
  /// Who copies key ranges at the moment, where the process that runs the job does not; of another
  /// process's job, who did by its last sample of the last minute.
  public var execution: ExecutionStatus?
}

/// What a job ended with.
public struct JobResult: Sendable, Codable, Equatable {
  /// Entities that were copied.
  public var rows: Int64
  /// Bytes that were written.
  public var bytes: Int64
  /// Seconds that copying took, summed over pauses.
  public var copySeconds: Double
  /// Entities of the target; nil if they were not counted.
  public var targetRows: Int64?
  /// How they were counted: "count(*)" or "statistics".
  public var countedBy: String?
  /// Entities that the source counts beyond the keys that it returns: further copies of a key.
  public var duplicateKeys: Int64
  /// The first keys that several entities share; nil where nobody looked.
  public var duplicates: [DuplicateKey]?
  /// Whether the source was written to meanwhile, as far as counting shows it.
  public var sourceChanged: Bool
  /// Whether the content of both sides was compared.
  public var contentVerified: Bool
  /// Entities of the source when the job ended; nil if they were not counted again.
  public var sourceRowsAfter: Int64?
  /// Calls that were repeated, in all processes that ran the job.
  public var retries: Int?
  /// What was planned and the target refused once the entities were there; nil is none.
  public var notCarried: [NotCarried]?
  /// Why the number of entities on the target is not proven, if it is not.
  public var unproven: String?

  /// Whether a filter was given that no entity passed; nil where an earlier version did not say.
  public var filterMatchedNothing: Bool?

  /// The part that was moved alone; nil if everything was.
  public var only: MigrationOptions.Part?

  /// Whether the user should look: the job is done, but not as expected.
  public var needsAttention: Bool {
    sourceChanged || duplicateKeys > 0 || notCarried?.isEmpty == false || unproven != nil
  }
}

extension JobResult {
  /// A result of nothing yet.
  init() {
    (rows, bytes, copySeconds, duplicateKeys) = (0, 0, 0, 0)
    (sourceChanged, contentVerified) = (false, false)
  }
}
