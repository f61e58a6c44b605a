internal import GRDB

/// A key range as the journal knows it: the keys above `lower` up to and including `upper`.
public struct RangeRecord: Sendable, Equatable, Identifiable {
  /// How far its copy is.
  public enum State: String, CaseIterable, Sendable, Codable {
    /// Nothing of it was sent since it was planned or cut from another; then `open`.
    case planned
    /// Some of it may be on the target; then `open` again, or `done`.
    case open
    /// All of it is on the target; final.
    case done

    /// Whether a range in this state may go to the other.
    public func mayBecome(_ next: State) -> Bool {
      switch (self, next) {
      case (.planned, .open), (.open, .open), (.open, .done): true
      default: false
      }
    }
  }

  /// Its number in the journal.
  public var id: Int64
  /// The job that it belongs to.
  public var jobID: Int64
  /// The partition that it belongs to.
  public var partitionID: Int64
  /// Its place among the ranges that the scan cut from its partition.
  public var ordinal: Int
  /// 0 as the scan cut it, higher if it was cut from the range that had this ordinal.
  public var part: Int
  /// The key before its first, in its journal form; nil if it begins with the smallest key.
  public var lower: String?
  /// Its last key, in its journal form; nil if it ends with the greatest key.
  public var upper: String?
  /// How many rows the scan counted in it.
  public var expectedRows: Int64
  /// How far its copy is.
  public var state: State
  /// How often it was opened, counting the range that it was cut from.
  ///
  /// Above 1 in an open range, rows of an earlier attempt may be on the target.
  public var attempts: Int
  /// How many rows were copied, once it is done.
  public var rows: Int64
  /// How many bytes were copied, once it is done.
  public var bytes: Int64
}

extension RangeRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    partitionID = try row.decode(forColumn: "partitionId")
    ordinal = try row.decode(forColumn: "ordinal")
    part = try row.decode(forColumn: "part")
    lower = try row.key("lower")
    upper = try row.key("upper")
    expectedRows = try row.decode(forColumn: "expectedRows")
    state = try row.named("state")
    attempts = try row.decode(forColumn: "attempts")
    rows = try row.decode(forColumn: "rows")
    bytes = try row.decode(forColumn: "bytes")
  }
}
