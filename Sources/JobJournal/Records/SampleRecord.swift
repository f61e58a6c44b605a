public import Foundation
internal import GRDB

/// How far a job's copy was at one moment.
public struct SampleRecord: Sendable, Equatable, Identifiable {
  /// Its number, which grows with time.
  public var id: Int64
  /// The job that it is about.
  public var jobID: Int64
  /// When it was taken.
  public var at: Date
  /// How many rows were safe on the target.
  public var rows: Int64
  /// How many bytes had been written for them.
  public var bytes: Int64
  /// How many calls had been repeated, in all processes that ran the job.
  public var retries: Int
}

extension SampleRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    at = try row.decode(forColumn: "at")
    rows = try row.decode(forColumn: "rows")
    bytes = try row.decode(forColumn: "bytes")
    retries = try row.decode(forColumn: "retries")
  }
}
