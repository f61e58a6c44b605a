public import Foundation
internal import GRDB

/// A job as the journal knows it.
public struct JobRecord: Sendable, Equatable, Identifiable {
  /// Its number, which no later job gets, even after it is forgotten.
  public var id: Int64
  /// Where it is in its life.
  public var state: State
  /// What it does next.
  public var phase: Phase
  /// The digest of everything that resuming must find unchanged.
  public var fingerprint: String
  /// The address of the source.
  public var sourcePlace: String
  /// The address of the target.
  public var targetPlace: String
  /// What the user calls the source.
  public var sourceLabel: String
  /// What the user calls the target.
  public var targetLabel: String
  /// How the source is connected beside its address, in the shell's words.
  public var sourceOptions: [String: String] = [:]
  /// How the target is connected beside its address, in the shell's words.
  public var targetOptions: [String: String] = [:]
  /// The database that holds the source collection.
  public var sourceDatabase: String
  /// The collection that is copied.
  public var sourceCollection: String
  /// The database that receives the collection.
  public var targetDatabase: String
  /// The name of the copy.
  public var targetCollection: String
  /// The plan in the engine's own coding.
  public var plan: Data
  /// When it was made; the journal keeps milliseconds.
  public var createdAt: Date
  /// When it first began to run.
  public var startedAt: Date?
  /// When it ended; nil again once a failed job is resumed.
  public var endedAt: Date?
  /// How many rows the source had when the copy began, if that could be counted.
  public var sourceRows: Int64?
  /// The server time at which the source is read, as the bits of its `UInt64`.
  public var sourceTimestamp: Int64?
  /// Why it failed or stopped, as a name for scripts.
  public var failureCode: String?
  /// Why it failed or stopped, for people.
  public var failureMessage: String?
  /// What came out of it, in the engine's own JSON.
  public var result: String?
}

extension JobRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    state = try row.named("state")
    phase = try row.named("phase")
    fingerprint = try row.decode(forColumn: "fingerprint")
    sourcePlace = try row.decode(forColumn: "sourcePlace")
    targetPlace = try row.decode(forColumn: "targetPlace")
    sourceLabel = try row.decode(forColumn: "sourceLabel")
    targetLabel = try row.decode(forColumn: "targetLabel")
    sourceOptions = try row.options("sourceOptions")
    targetOptions = try row.options("targetOptions")
    sourceDatabase = try row.decode(forColumn: "sourceDatabase")
    sourceCollection = try row.decode(forColumn: "sourceCollection")
    targetDatabase = try row.decode(forColumn: "targetDatabase")
    targetCollection = try row.decode(forColumn: "targetCollection")
    plan = try row.decode(forColumn: "plan")
    createdAt = try row.decode(forColumn: "createdAt")
    startedAt = try row.decode(forColumn: "startedAt")
    endedAt = try row.decode(forColumn: "endedAt")
    sourceRows = try row.decode(forColumn: "sourceRows")
    sourceTimestamp = try row.decode(forColumn: "sourceTimestamp")
    failureCode = try row.decode(forColumn: "failureCode")
    failureMessage = try row.decode(forColumn: "failureMessage")
    result = try row.decode(forColumn: "result")
  }
}
