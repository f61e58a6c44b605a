public import Foundation
internal import GRDB

extension Journal {
  /// Records rows of an unfinished range that the target refused, all or none.
  ///
  /// The last reason for a key counts. They are forgotten when the range is opened again; for those
  /// of a range that is finished see ``finish(_:rows:bytes:rejects:)``.
  public func reject(
    _ range: Int64, rows: [(key: String, reason: String)]
  ) async throws(JournalError) {
    try await write("record rejected rows of key range \(range)") { db in
      try db.reject(rows, of: try db.existingRange(range))
    }
  }

  /// The rows that the target refused, in the order in which they were recorded.
  public func rejects(
    _ job: Int64, after number: Int64 = 0, limit: Int? = nil
  ) async throws(JournalError) -> [RejectRecord] {
    try await read("read the rejected rows of job \(job)") { db in
      let request: SQL = """
        SELECT reject.*, partition.name AS partition FROM reject
        JOIN keyRange ON keyRange.id = reject.rangeId
        JOIN partition ON partition.id = keyRange.partitionId
        WHERE reject.jobId = \(job) AND reject.id > \(number) ORDER BY reject.id
        LIMIT \(limit ?? -1)
        """
      return try db.all(request)
    }
  }

  /// Records that something happened to a job.
  public func log(
    _ job: Int64, kind: String, message: String, at time: Date
  ) async throws(JournalError) {
    try await write("log an event of job \(job)") { db in
      try db.requireJob(job)
      try db.log(job, kind: kind, message: message, at: time)
    }
  }

  /// Records that several things happened to a job, in their order, all or none.
  public func log(
    _ job: Int64, events: [(kind: String, message: String, at: Date)]
  ) async throws(JournalError) {
    guard !events.isEmpty else { return }
    try await write("log events of job \(job)") { db in
      try db.requireJob(job)
      for event in events {
        try db.log(job, kind: event.kind, message: event.message, at: event.at)
      }
    }
  }

  /// What happened to a job after the event of that number, oldest first.
  public func events(
    _ job: Int64, after number: Int64 = 0
  ) async throws(JournalError) -> [EventRecord] {
    try await read("read the events of job \(job)") { db in
      let request: SQL = """
        SELECT * FROM event WHERE jobId = \(job) AND id > \(number) ORDER BY id
        """
      return try db.all(request)
    }
  }
}

extension Database {
  func reject(_ rows: [(key: String, reason: String)], of range: RangeRecord) throws {
    for row in rows {
      try run(
        """
        INSERT INTO reject (jobId, rangeId, key, reason)
        VALUES (\(range.jobID), \(range.id), \(row.key.keyBytes), \(row.reason))
        ON CONFLICT (rangeId, key) DO UPDATE SET reason = excluded.reason
        """)
    }
  }

  func log(_ job: Int64, kind: String, message: String, at time: Date) throws {
    try run(
      """
      INSERT INTO event (jobId, at, kind, message)
      VALUES (\(job), \(time), \(kind), \(message))
      """)
  }
}
