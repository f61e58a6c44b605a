internal import JobJournal
internal import MilvusClient

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension JobReport {
  /// How far the copy of one partition is, summed over its key ranges.
  public struct PartitionCopy: Sendable, Equatable {
    /// Its name on both ends; empty if the job copies its collection as a whole.
    public var name: String
    /// How many ranges were planned, and how many of them are done.
    public var ranges, doneRanges: Int
    /// How many rows the ranges hold by their keys, and how many of them were copied in ranges that
    /// are done.
    public var plannedRows, doneRows: Int64
    /// Whether all its keys were listed, so that `plannedRows` is the whole.
    public var isScanComplete: Bool
  }

  /// How far a job was at one moment.
  public struct Sample: Sendable, Equatable {
    /// The moment.
    public var at: Date
    /// How many rows were safe on the target, and how many bytes had been written.
    public var rows, bytes: Int64
    /// How many calls had been repeated, and how many of them were writes that the target had refused
    /// for its rate limit.
    public var retries, refusals: Int
    /// Bytes per second that writes were kept to; nil without a limit.
    public var limit: Double?
  }

  /// Something that happened to a job and is worth reading later.
  public struct Event: Sendable, Equatable {
    /// When it happened.
    public var at: Date
    /// What it was, as a stable name for scripts.
    public var kind: String
    /// What it was, for people.
    public var message: String
  }
}

extension JobReport.PartitionCopy {
  init(_ progress: PartitionProgress) {
    (name, ranges, doneRanges) = (progress.name, progress.ranges, progress.doneRanges)
    (plannedRows, doneRows) = (progress.plannedRows, progress.doneRows)
    isScanComplete = progress.isScanComplete
  }
}

extension JobReport.Sample {
  init(_ record: SampleRecord) {
    (at, rows, bytes, limit) = (record.at, record.rows, record.bytes, record.limit)
    (retries, refusals) = (record.retries, record.refusals)
  }
}

extension JobReport.Event {
  init(_ record: EventRecord) {
    (at, kind, message) = (record.at, record.kind, record.message)
  }
}
