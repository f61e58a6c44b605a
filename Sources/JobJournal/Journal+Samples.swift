public import Foundation
internal import GRDB

extension Journal {
  /// The most samples that are kept of a job.
  public static let sampleLimit = 400

  /// Records how far a job's copy is.
  ///
  /// Of a job that has more samples than the limit, the one whose neighbours are closest is
  /// forgotten: so a long job is sampled as evenly as a short one, only more coarsely.
  public func sample(_ new: NewSample, of job: Int64) async throws(JournalError) {
    try await write("record a sample of job \(job)") { db in
      try db.requireJob(job)
      try db.run(
        """
        INSERT INTO sample
          (jobId, at, rows, bytes, retries, refusals, bytesPerSecondLimit, limitOwner,
          application, executors, tasks)
        VALUES (\(job), \(new.at), \(new.rows), \(new.bytes), \(new.retries), \(new.refusals),
          \(new.limit), \(new.limitOwner), \(new.execution?.application),
          \(new.execution?.executors), \(new.execution?.tasks))
        """)
      try db.thinOutSamples(of: job)
    }
  }

  /// How far a job's copy was from time to time, oldest first.
  ///
  /// None are there in a journal that an older version of this program wrote.
  public func samples(_ job: Int64) async throws(JournalError) -> [SampleRecord] {
    try await read("read the samples of job \(job)") { db in
      try db.all("SELECT * FROM sample WHERE jobId = \(job) ORDER BY id")
    }
  }

  /// How far a job's copy was since a moment, oldest first.
  public func samples(
    _ job: Int64, since start: Date
  ) async throws(JournalError) -> [SampleRecord] {
    try await read("read the samples of job \(job)") { db in
      try db.all("SELECT * FROM sample WHERE jobId = \(job) AND at >= \(start) ORDER BY id")
    }
  }

  /// Bytes per second that a target let its writers send last, by its address.
  public func lastLimit(of targetPlace: String) async throws(JournalError) -> Double? {
    try await read("read the last limit of \(targetPlace)") { db in
      let last: SQLRequest<Double> = """
        SELECT bytesPerSecondLimit FROM sample JOIN job ON job.id = sample.jobId
        WHERE targetPlace = \(targetPlace) AND limitOwner = 'target'
        ORDER BY sample.id DESC LIMIT 1
        """
      return try last.fetchOne(db)
    }
  }

  /// How far a job's copy was last.
  public func lastSample(_ job: Int64) async throws(JournalError) -> SampleRecord? {
    try await read("read the last sample of job \(job)") { db in
      try db.first("SELECT * FROM sample WHERE jobId = \(job) ORDER BY id DESC LIMIT 1")
    }
  }
}

extension Database {
  /// Forgets the sample whose neighbours are closest to each other in time, where there are too many.
  fileprivate func thinOutSamples(of job: Int64) throws {
    let count = try number("SELECT count(*) FROM sample WHERE jobId = \(job)")
    guard count > Journal.sampleLimit else { return }
    try run(
      """
      DELETE FROM sample WHERE id = (
        SELECT id FROM (
          SELECT id,
            round(86400000 * (julianday(lead(at) OVER byAge) - julianday(lag(at) OVER byAge))) AS gap
          FROM sample WHERE jobId = \(job) WINDOW byAge AS (ORDER BY id))
        WHERE gap IS NOT NULL ORDER BY gap, id LIMIT 1)
      """)
  }
}
