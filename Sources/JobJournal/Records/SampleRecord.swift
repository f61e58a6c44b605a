public import Foundation
internal import GRDB

/// How far a job's copy was at one moment.
public struct SampleRecord: Sendable, Equatable, Identifiable {
  /// Who copies a job, where the process that runs it does not.
  public struct Execution: Sendable, Equatable {
    /// What Spark calls the job; nil for workers of one machine.
    public var application: String?
    /// Workers, or executors of Spark, at least one.
    public var executors: Int
    /// Tasks of Spark that run; nil for workers of one machine.
    public var tasks: Int?

    /// Says how many there are.
    public init(application: String?, executors: Int, tasks: Int?) {
      (self.application, self.executors, self.tasks) = (application, executors, tasks)
    }
  }

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
  /// How many of them were writes that the target had refused for its rate limit.
  public var refusals: Int
  /// Bytes per second that writes were kept to; nil without a limit.
  public var limit: Double?
  /// Whose limit that was: `target` or `user`.
  public var limitOwner: String?
  /// Who copied; nil for the process itself.
  public var execution: Execution?
}

/// How far a job's copy is, to be recorded.
public struct NewSample: Sendable, Equatable {
  /// The moment.
  public var at: Date
  /// How many rows are safe on the target, and how many bytes were written.
  public var rows, bytes: Int64
  /// How many calls were repeated, and how many of them were refused for the rate limit.
  public var retries, refusals: Int
  /// Bytes per second that writes are kept to; nil without a limit.
  public var limit: Double?
  /// Whose limit that is: `target` or `user`.
  public var limitOwner: String?
  /// Who copies; nil for the process itself.
  public var execution: SampleRecord.Execution?

  /// Makes a sample from its parts.
  public init(
    at: Date, rows: Int64, bytes: Int64, retries: Int, refusals: Int = 0, limit: Double? = nil,
    limitOwner: String? = nil, execution: SampleRecord.Execution? = nil
  ) {
    (self.at, self.rows, self.bytes, self.retries) = (at, rows, bytes, retries)
    (self.refusals, self.limit, self.limitOwner) = (refusals, limit, limitOwner)
    self.execution = execution
  }
}

extension SampleRecord: StoredRecord {
  init(row: Row) throws {
    id = try row.decode(forColumn: "id")
    jobID = try row.decode(forColumn: "jobId")
    at = try row.decode(forColumn: "at")
    rows = try row.decode(forColumn: "rows")
    bytes = try row.decode(forColumn: "bytes")
    retries = try row.decode(forColumn: "retries")
    refusals = try row.decode(forColumn: "refusals")
    limit = try row.decode(forColumn: "bytesPerSecondLimit")
    limitOwner = try row.decode(forColumn: "limitOwner")
    let executors: Int? = try row.decode(forColumn: "executors")
    execution = try executors.map { executors in
      Execution(
        application: try row.decode(forColumn: "application"), executors: executors,
        tasks: try row.decode(forColumn: "tasks"))
    }
  }
}
