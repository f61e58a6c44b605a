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
      _ = try db.existingJob(job)
      try db.execute(
        literal: """
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
  fileprivate func thinOutSamples(of job: Int64) throws {
    let samples: [SampleRecord] = try all("SELECT * FROM sample WHERE jobId = \(job) ORDER BY id")
    guard samples.count > Journal.sampleLimit else { return }
    let closest = (1..<samples.count - 1).min { one, other in
      samples.gap(around: one) < samples.gap(around: other)
    }
    guard let closest else { return }
    try execute(literal: "DELETE FROM sample WHERE id = \(samples[closest].id)")
  }
}

extension [SampleRecord] {
  /// The time from the sample before a place to the one after it.
  fileprivate func gap(around place: Int) -> Double {
    self[place + 1].at.timeIntervalSince(self[place - 1].at)
  }
}
