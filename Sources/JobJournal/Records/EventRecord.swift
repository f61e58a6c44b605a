public import Foundation
internal import GRDB

/// Something that happened to a job and is worth reading later.
public struct EventRecord: Sendable, Equatable, Identifiable {
  /// Its number, which grows with time.
  public var id: Int64
  /// The job that it happened to.
  public var jobID: Int64
  /// When it happened.
  public var at: Date
  /// What it was, as a stable name for scripts.
  public var kind: String
  /// What it was, for people.
  public var message: String
}

extension EventRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    at = try row.decode(forColumn: "at")
    kind = try row.decode(forColumn: "kind")
    message = try row.decode(forColumn: "message")
  }
}
