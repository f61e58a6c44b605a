public import Foundation
internal import GRDB

extension Journal {
  /// The most samples that are kept of a job.
  public static let sampleLimit = 400

  /// Records how far a job's copy is.
  ///
  /// Of a job that has more samples than the limit, the one whose neighbours are closest is
  /// forgotten: so a long job is sampled as evenly as a short one, only more coarsely.
  public func sample(
    _ job: Int64, rows: Int64, bytes: Int64, retries: Int, at time: Date
  ) async throws(JournalError) {
    try await write("record a sample of job \(job)") { db in
      _ = try db.existingJob(job)
      try db.execute(
        literal: """
          INSERT INTO sample (jobId, at, rows, bytes, retries)
          VALUES (\(job), \(time), \(rows), \(bytes), \(retries))
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
