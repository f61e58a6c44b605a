internal import GRDB

extension Journal {
  /// Records partitions of a job, all of them or none, and returns them in their order; one that is
  /// recorded already is returned as is.
  public func addPartitions(
    _ job: Int64, names: [String]
  ) async throws(JournalError) -> [PartitionRecord] {
    try await write("record the partitions of job \(job)") { db in
      try db.requireJob(job)
      return try names.map { name in
        let request: SQL = """
          INSERT INTO partition (jobId, name) VALUES (\(job), \(name))
          ON CONFLICT DO UPDATE SET name = name RETURNING *
          """
        return try db.only(request, or: "there is no partition \"\(name)\" of job \(job)")
      }
    }
  }

  /// The partitions of a job, in the order in which they were added.
  public func partitions(_ job: Int64) async throws(JournalError) -> [PartitionRecord] {
    try await read("read the partitions of job \(job)") { db in
      let request: SQL = """
        SELECT * FROM partition WHERE jobId = \(job) ORDER BY id
        """
      return try db.all(request)
    }
  }

  /// Records the ranges that the scan cut, how far it came, and whether that was the end.
  ///
  /// All or nothing. A range whose ordinal is known stays as it is, so the call may be repeated.
  /// Returns the ranges that carry the ordinals, in their order; the parts of one that was split
  /// are among them.
  ///
  /// - Throws: `.illegalMove` if an ordinal is known with other bounds, or comes after the end.
  public func plan(
    _ ranges: [NewRange], partition: Int64, scannedThrough: String?, complete: Bool
  ) async throws(JournalError) -> [RangeRecord] {
    try await write("plan key ranges of partition \(partition)") { db in
      let target = try db.existingPartition(partition)
      var planned: [RangeRecord] = []
      var isNews = ranges.isEmpty
      for range in ranges {
        let known = try db.ranges(ordinal: range.ordinal, partition: partition)
        try range.check(against: known, in: target)
        isNews = isNews || known.isEmpty
        planned += known.isEmpty ? [try db.insert(range, in: target)] : known
      }
      if isNews, !target.isScanComplete {
        try db.run(
          """
          UPDATE partition SET scoutedThrough = \(scannedThrough?.keyBytes),
            isScoutComplete = \(complete) WHERE id = \(partition)
          """)
      }
      return planned
    }
  }
}

extension NewRange {
  /// Refuses a range that contradicts what is planned already: its keys would be copied twice or
  /// never.
  fileprivate func check(against known: [RangeRecord], in partition: PartitionRecord) throws {
    if known.isEmpty, partition.isScanComplete {
      throw JournalError(
        .illegalMove, "partition \"\(partition.name)\" is scanned, it has no key range \(ordinal)")
    }
    guard let whole = known.first, whole.part == 0 else { return }
    guard whole.lower.isSameKey(as: lower), whole.upper.isSameKey(as: upper) else {
      throw JournalError(
        .illegalMove,
        "key range \(ordinal) of partition \"\(partition.name)\" is planned with other bounds")
    }
  }
}

extension Database {
  func insert(
    _ range: NewRange, part: Int = 0, attempts: Int = 0, in partition: PartitionRecord
  ) throws -> RangeRecord {
    let request: SQL = """
      INSERT INTO keyRange
        (jobId, partitionId, ordinal, part, lower, upper, expectedRows, attempts)
      VALUES (\(partition.jobID), \(partition.id), \(range.ordinal), \(part),
        \(range.lower?.keyBytes), \(range.upper?.keyBytes), \(range.expectedRows), \(attempts))
      RETURNING *
      """
    return try only(request, or: "key range \(range.ordinal) was not recorded")
  }

  func ranges(ordinal: Int, partition: Int64) throws -> [RangeRecord] {
    let request: SQL = """
      SELECT * FROM keyRange WHERE partitionId = \(partition) AND ordinal = \(ordinal)
      ORDER BY part
      """
    return try all(request)
  }

  func existingPartition(_ id: Int64) throws -> PartitionRecord {
    try only("SELECT * FROM partition WHERE id = \(id)", or: "there is no partition \(id)")
  }
}
