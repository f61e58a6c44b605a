public import Foundation
internal import GRDB

extension Journal {
  /// Records which collection a job made; what is recorded already stays.
  public func recordTarget(
    _ job: Int64, _ identity: IdentityRecord
  ) async throws(JournalError) {
    try await write("record the collection that job \(job) made") { db in
      try db.requireJob(job)
      try db.run(
        """
        INSERT INTO targetIdentity (jobId, collectionId, createdTimestamp)
        VALUES (\(job), \(identity.collectionID), \(identity.createdTimestamp))
        ON CONFLICT DO NOTHING
        """)
    }
  }

  /// The collection that a job made; nil if it has not recorded one.
  public func targetIdentity(_ job: Int64) async throws(JournalError) -> IdentityRecord? {
    try await read("read which collection job \(job) made") { db in
      try db.first("SELECT * FROM targetIdentity WHERE jobId = \(job)")
    }
  }

  /// Gives a job another plan, and logs why, all or nothing.
  ///
  /// - Throws: `.illegalMove` if the job runs or can never run again.
  public func amend(
    _ job: Int64, plan: Data, fingerprint: String, event: (kind: String, message: String),
    at time: Date
  ) async throws(JournalError) {
    try await write("change the plan of job \(job)") { db in
      let state = try db.existingJob(job).state
      guard state.mayBecome(.inProgress) else {
        throw JournalError(.illegalMove, "job \(job) is \(state), its plan stays")
      }
      try db.run(
        """
        UPDATE job SET plan = \(plan), fingerprint = \(fingerprint) WHERE id = \(job)
        """)
      try db.log(job, kind: event.kind, message: event.message, at: time)
    }
  }
}
