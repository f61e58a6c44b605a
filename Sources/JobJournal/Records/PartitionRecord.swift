internal import GRDB

/// One partition of a job's source, and how far its keys have been scanned.
public struct PartitionRecord: Sendable, Equatable, Identifiable {
  /// Its number in the journal.
  public var id: Int64
  /// The job that it belongs to.
  public var jobID: Int64
  /// Its name on both ends; empty if the job copies its collection as a whole.
  public var name: String
  /// The key up to which ranges are planned, in its journal form; nil before the first.
  public var scannedThrough: String?
  /// Whether its ranges cover every key.
  public var isScanComplete: Bool
}

extension PartitionRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    name = try row.decode(forColumn: "name")
    scannedThrough = try row.key("scoutedThrough")
    isScanComplete = try row.decode(forColumn: "isScoutComplete")
  }
}
