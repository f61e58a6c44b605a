internal import GRDB

extension Journal {
  /// How far a job is; one pass over an index, milliseconds also for 100 000 ranges.
  public func progress(_ job: Int64) async throws(JournalError) -> JobProgress {
    try await read("read the progress of job \(job)") { db in
      try db.requireJob(job)
      var progress = JobProgress()
      try progress.addRanges(of: job, in: db)
      progress.rejectedRows = try db.number("SELECT count(*) FROM reject WHERE jobId = \(job)")
      // No partition is no scan: min() is NULL there, and the answer is no.
      progress.isScanComplete =
        try db.number("SELECT min(isScoutComplete) FROM partition WHERE jobId = \(job)") == 1
      return progress
    }
  }

  /// How far each partition of a job is, in the order in which they were added.
  public func partitionProgress(_ job: Int64) async throws(JournalError) -> [PartitionProgress] {
    try await read("read the partitions of job \(job)") { db in
      let sums: SQL = """
        SELECT name, isScoutComplete, count(keyRange.id) AS ranges,
          coalesce(sum(state = 'done'), 0) AS doneRanges,
          coalesce(sum(expectedRows), 0) AS expectedRows, coalesce(sum(rows), 0) AS rows
        FROM partition LEFT JOIN keyRange ON partitionId = partition.id
        WHERE partition.jobId = \(job) GROUP BY partition.id ORDER BY partition.id
        """
      return try Array(db.rows(sums).map(PartitionProgress.init))
    }
  }
}

extension PartitionProgress {
  fileprivate init(row: Row) throws {
    self.init(
      name: try row.decode(forColumn: "name"), ranges: try row.decode(forColumn: "ranges"),
      doneRanges: try row.decode(forColumn: "doneRanges"),
      plannedRows: try row.decode(forColumn: "expectedRows"),
      doneRows: try row.decode(forColumn: "rows"),
      isScanComplete: try row.decode(forColumn: "isScoutComplete"))
  }
}

extension JobProgress {
  fileprivate mutating func addRanges(of job: Int64, in db: Database) throws {
    let sums: SQL = """
      SELECT state, count(*) AS ranges, sum(expectedRows) AS expectedRows, sum(rows) AS rows,
        sum(bytes) AS bytes, sum(attempts > 1) AS replayed
      FROM keyRange WHERE jobId = \(job) GROUP BY state
      """
    let states = try db.rows(sums)
    while let row = try states.next() {
      ranges[try row.named("state")] = try row.decode(Int.self, forColumn: "ranges")
      plannedRows += try row.decode(forColumn: "expectedRows")
      doneRows += try row.decode(forColumn: "rows")
      doneBytes += try row.decode(forColumn: "bytes")
      replayedRanges += try row.decode(forColumn: "replayed")
    }
  }
}
