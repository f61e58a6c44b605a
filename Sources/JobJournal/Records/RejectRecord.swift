internal import GRDB

/// A row that the target refused for good.
public struct RejectRecord: Sendable, Equatable, Identifiable {
  /// Its number in the journal.
  public var id: Int64
  /// The job that copied it.
  public var jobID: Int64
  /// The key range that holds it.
  public var rangeID: Int64
  /// The partition that it is in; empty if the job copies its collection as a whole.
  public var partition: String
  /// The row's key, in its journal form.
  public var key: String
  /// The server's words.
  public var reason: String
}

extension RejectRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    rangeID = try row.decode(forColumn: "rangeId")
    partition = try row.decode(forColumn: "partition")
    key = try row.key("key") ?? ""
    reason = try row.decode(forColumn: "reason")
  }
}
