public import Foundation
internal import GRDB

extension Journal {
  /// Records jobs that are pending, all of them or none, and returns them with their numbers.
  public func create(_ new: [NewJob]) async throws(JournalError) -> [JobRecord] {
    try await write("record \(new.count) jobs") { db in
      try new.map { try db.insert($0) }
    }
  }

  /// All jobs, oldest first.
  public func jobs() async throws(JournalError) -> [JobRecord] {
    try await read("read the jobs") { db in
      try db.all("SELECT * FROM job ORDER BY id")
    }
  }

  /// The numbers of all jobs, oldest first.
  public func jobNumbers() async throws(JournalError) -> [Int64] {
    try await read("read the numbers of the jobs") { db in
      try Int64.fetchAll(db, sql: "SELECT id FROM job ORDER BY id")
    }
  }

  /// The job of that number, or nil if there is none.
  public func job(_ id: Int64) async throws(JournalError) -> JobRecord? {
    try await read("read job \(id)") { db in try db.job(id) }
  }

  /// Moves a job to another state, with the reason if it failed or had to stop.
  ///
  /// Its earlier reason is forgotten. The first move to `inProgress` starts the job's time, a move
  /// to an ended state ends it.
  ///
  /// - Throws: `.illegalMove` where `State.mayBecome` forbids it, or `.failed` comes without a
  ///   reason.
  public func move(
    _ job: Int64, to state: JobRecord.State, failure: (code: String, message: String)? = nil,
    at time: Date
  ) async throws(JournalError) {
    try await write("move job \(job) to \(state)") { db in
      let now = try db.existingJob(job).state
      guard now.mayBecome(state) else {
        throw JournalError(.illegalMove, "job \(job) is \(now) and cannot become \(state)")
      }
      try db.run(
        """
        UPDATE job SET state = \(state.rawValue),
          startedAt = coalesce(startedAt, \(state == .inProgress ? time : nil)),
          endedAt = \(state.isEnded ? time : nil),
          failureCode = \(failure?.code), failureMessage = \(failure?.message)
        WHERE id = \(job)
        """)
    }
  }

  /// Moves a job on to a later phase; the phase that it is in already is no error.
  ///
  /// - Throws: `.illegalMove` if the phase is an earlier one.
  public func advance(_ job: Int64, to phase: JobRecord.Phase) async throws(JournalError) {
    try await write("advance job \(job) to \(phase)") { db in
      let now = try db.existingJob(job).phase
      guard now <= phase else {
        throw JournalError(.illegalMove, "job \(job) is past \(phase), it is at \(now)")
      }
      try db.run("UPDATE job SET phase = \(phase.rawValue) WHERE id = \(job)")
    }
  }

  /// Records how many rows the source has and the time at which it is read; nil is unknown.
  public func recordSource(
    _ job: Int64, rows: Int64?, timestamp: UInt64?
  ) async throws(JournalError) {
    let bits = timestamp.map { Int64(bitPattern: $0) }
    try await write("record the source of job \(job)") { db in
      try db.requireJob(job)
      try db.run(
        """
        UPDATE job SET sourceRows = \(rows), sourceTimestamp = \(bits) WHERE id = \(job)
        """)
    }
  }

  /// Records what came out of a job, as JSON.
  public func recordResult(_ job: Int64, _ result: String) async throws(JournalError) {
    try await write("record the result of job \(job)") { db in
      try db.requireJob(job)
      try db.run("UPDATE job SET result = \(result) WHERE id = \(job)")
    }
  }

  /// Pauses the jobs whose process died, logs that, and returns them.
  ///
  /// Only the holder of the `JournalLock` knows that no process runs them, so it alone calls this.
  public func recoverInterrupted(at time: Date) async throws(JournalError) -> [Int64] {
    try await write("recover interrupted jobs") { db in
      let jobs = try Int64.fetchAll(
        db, sql: "SELECT id FROM job WHERE state = 'inProgress' ORDER BY id")
      for job in jobs {
        try db.run("UPDATE job SET state = 'paused' WHERE id = \(job)")
        try db.log(
          job, kind: "interrupted", message: "its process ended without stopping it", at: time)
      }
      return jobs
    }
  }

  /// Removes an ended job and everything that is known of it.
  ///
  /// - Throws: `.illegalMove` if it is not ended.
  public func forget(_ job: Int64) async throws(JournalError) {
    try await write("forget job \(job)") { db in
      let state = try db.existingJob(job).state
      guard state.isEnded else {
        throw JournalError(.illegalMove, "job \(job) is \(state) and cannot be forgotten")
      }
      try db.run("DELETE FROM job WHERE id = \(job)")
    }
  }
}

extension [String: String] {
  /// The options as JSON; nil if there are none.
  fileprivate var stored: String? {
    get throws {
      guard !isEmpty else { return nil }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension Database {
  fileprivate func insert(_ new: NewJob) throws -> JobRecord {
    let (sourceOptions, targetOptions) = (
      try new.sourceOptions.stored, try new.targetOptions.stored
    )
    try run(
      """
      INSERT INTO job (fingerprint, sourcePlace, targetPlace, sourceLabel, targetLabel,
        sourceOptions, targetOptions, sourceDatabase, sourceCollection, targetDatabase,
        targetCollection, plan, createdAt)
      VALUES (\(new.fingerprint), \(new.sourcePlace), \(new.targetPlace), \(new.sourceLabel),
        \(new.targetLabel), \(sourceOptions), \(targetOptions), \(new.sourceDatabase),
        \(new.sourceCollection), \(new.targetDatabase), \(new.targetCollection), \(new.plan),
        \(new.createdAt))
      """)
    return try existingJob(lastInsertedRowID)
  }

  func job(_ id: Int64) throws -> JobRecord? {
    try first("SELECT * FROM job WHERE id = \(id)")
  }

  /// Fails with `.notFound` unless there is such a job, whose record is not read.
  func requireJob(_ id: Int64) throws {
    let count = try number("SELECT count(*) FROM job WHERE id = \(id)")
    guard count == 1 else { throw JournalError.noJob(id) }
  }

  func existingJob(_ id: Int64) throws -> JobRecord {
    guard let job = try job(id) else { throw JournalError.noJob(id) }
    return job
  }
}

extension JournalError {
  fileprivate static func noJob(_ id: Int64) -> JournalError {
    JournalError(.notFound, "there is no job \(id)")
  }
}
