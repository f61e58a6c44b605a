internal import GRDB

extension Journal {
  /// Records that a range is about to be sent, and returns it with the attempt counted.
  ///
  /// Not a byte may be sent before this returns: from then on every process, also after a power
  /// cut, knows that some of the rows may be on the target. Rejects of an earlier attempt are
  /// forgotten, the new one decides.
  ///
  /// - Throws: `.illegalMove` if the range is done.
  public func open(_ range: Int64) async throws(JournalError) -> RangeRecord {
    try await write("open key range \(range)") { db in
      try db.existingRange(range).check(.open)
      try db.run("DELETE FROM reject WHERE rangeId = \(range)")
      let request: SQL = """
        UPDATE keyRange SET state = 'open', attempts = attempts + 1 WHERE id = \(range)
        RETURNING *
        """
      return try db.only(request, or: "there is no key range \(range)")
    }
  }

  /// Records that the target has acknowledged every row of an open range but those it refused.
  ///
  /// - Throws: `.illegalMove` if the range is not open.
  public func finish(
    _ range: Int64, rows: Int64, bytes: Int64, rejects: [(key: String, reason: String)] = []
  ) async throws(JournalError) {
    try await write("finish key range \(range)") { db in
      let record = try db.existingRange(range)
      try record.check(.done)
      try db.reject(rejects, of: record)
      try db.run(
        """
        UPDATE keyRange SET state = 'done', rows = \(rows), bytes = \(bytes)
        WHERE id = \(range)
        """)
    }
  }

  /// Replaces a range that is not done by smaller ones, in key order, and returns these.
  ///
  /// Where rows of it may be stored, they keep its attempts; otherwise, as after a message that was
  /// too large to be taken, they begin anew. Its rejects are forgotten.
  ///
  /// - Throws: `.illegalMove` if the range is done, or the parts do not cover its keys once each.
  public func split(
    _ range: Int64, into parts: [NewRange], mayBeStored: Bool = true
  ) async throws(JournalError) -> [RangeRecord] {
    try await write("split key range \(range)") { db in
      let whole = try db.existingRange(range)
      guard whole.state != .done, whole.isCovered(by: parts) else {
        throw JournalError(
          .illegalMove, "key range \(range) is \(whole.state) and cannot become these parts")
      }
      let partition = try db.existingPartition(whole.partitionID)
      let siblings = try db.ranges(ordinal: whole.ordinal, partition: partition.id)
      let last = siblings.last?.part ?? 0
      try db.run("DELETE FROM keyRange WHERE id = \(range)")
      return try parts.enumerated().map { index, part in
        var part = part
        part.ordinal = whole.ordinal
        return try db.insert(
          part, part: last + 1 + index, attempts: mayBeStored ? whole.attempts : 0, in: partition)
      }
    }
  }

  /// The ranges of a job in the order of their numbers, optionally of some states, above a number,
  /// and not more than a limit.
  public func ranges(
    _ job: Int64, states: Set<RangeRecord.State>? = nil, after number: Int64 = 0,
    limit: Int? = nil
  ) async throws(JournalError) -> [RangeRecord] {
    let states = (states.map(Array.init) ?? RangeRecord.State.allCases).map(\.rawValue)
    return try await read("read the key ranges of job \(job)") { db in
      let request: SQL = """
        SELECT * FROM keyRange WHERE jobId = \(job) AND state IN \(states) AND id > \(number)
        ORDER BY id LIMIT \(limit ?? -1)
        """
      return try db.all(request)
    }
  }

  /// Ranges of a partition in the order in which they were cut, parts of a split one behind the
  /// others of the same ordinal, after one and not more than a limit.
  public func ranges(
    ofPartition partition: Int64, after last: RangeRecord? = nil, limit: Int
  ) async throws(JournalError) -> [RangeRecord] {
    let (ordinal, part) = (last?.ordinal ?? -1, last?.part ?? 0)
    return try await read("read the key ranges of partition \(partition)") { db in
      let request: SQL = """
        SELECT * FROM keyRange
        WHERE partitionId = \(partition) AND (ordinal, part) > (\(ordinal), \(part))
        ORDER BY ordinal, part LIMIT \(limit)
        """
      return try db.all(request)
    }
  }

  /// The ordinal of the next range of a job, and how many rows were refused in ranges that are done.
  public func resumePoint(
    _ job: Int64
  ) async throws(JournalError) -> (nextOrdinal: Int, rejectedRows: Int) {
    try await read("read how far job \(job) is planned") { db in
      let ordinal = try db.number(
        "SELECT coalesce(max(ordinal), -1) + 1 FROM keyRange WHERE jobId = \(job)")
      let rejects = try db.number(
        """
        SELECT count(*) FROM reject JOIN keyRange ON keyRange.id = rangeId
        WHERE reject.jobId = \(job) AND state = 'done'
        """)
      return (ordinal, rejects)
    }
  }

  /// The range of that number, or nil if there is none.
  public func range(_ id: Int64) async throws(JournalError) -> RangeRecord? {
    try await read("read key range \(id)") { db in try db.range(id) }
  }
}

extension RangeRecord {
  fileprivate func check(_ next: State) throws {
    guard state.mayBecome(next) else {
      throw JournalError(.illegalMove, "key range \(id) is \(state) and cannot become \(next)")
    }
  }

  /// Whether the parts follow each other from this range's lower bound to its upper.
  fileprivate func isCovered(by parts: [NewRange]) -> Bool {
    guard let first = parts.first, let last = parts.last else { return false }
    let joints = zip(parts, parts.dropFirst())
    return first.lower.isSameKey(as: lower) && last.upper.isSameKey(as: upper)
      && joints.allSatisfy { $0.upper != nil && $0.upper.isSameKey(as: $1.lower) }
  }
}

extension Database {
  func range(_ id: Int64) throws -> RangeRecord? {
    try first("SELECT * FROM keyRange WHERE id = \(id)")
  }

  func existingRange(_ id: Int64) throws -> RangeRecord {
    try only("SELECT * FROM keyRange WHERE id = \(id)", or: "there is no key range \(id)")
  }
}
