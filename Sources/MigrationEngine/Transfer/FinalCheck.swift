internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Counts the target, or compares its content, before a job may call itself successful.
///
/// The row statistics of a target are exact once it is flushed, and need no load, if this very run made
/// it and did nothing but insert. They also count what was replaced or deleted: after a replay, a pause
/// in which others had their way, or where they disagree, the target is loaded, its live rows are
/// counted, and it is released again.
struct FinalCheck {
  let run: JobRun
  var plan: MigrationPlan { run.plan }

  func perform(_ result: inout JobResult) async throws {
    guard plan.options.verification != .none else { return }
    let expected = try await run.journal.progress(run.job.id)
    if plan.targetUse == .merge { return try await compareMerged(&result, expected.doneRows) }
    if expected.replayedRanges == 0, try await isOnlyRun(),
      try await settledStatistics(expected.doneRows) == expected.doneRows
    {
      (result.targetRows, result.countedBy) = (expected.doneRows, "statistics")
    } else {
      try await countIfLoadable(expected.doneRows, &result)
    }
    if plan.options.verification == .full {
      try await compareContent()
      result.contentVerified = true
    }
  }

  /// Whether this run made the target, and no other run of the job came before it.
  private func isOnlyRun() async throws -> Bool {
    guard plan.targetUse == .create else { return false }
    return try await !run.journal.events(run.job.id).contains { $0.kind == JobEvent.resumed }
  }

  /// Counts live rows; without an index to load by, only says that they were not counted.
  private func countIfLoadable(_ expected: Int64, _ result: inout JobResult) async throws {
    do {
      let counted = try await countLoaded(expected)
      (result.targetRows, result.countedBy) = (counted.rows, counted.isByKeys ? "keys" : "count(*)")
      if counted.isByKeys { try await doubt(expected, &result) }
    } catch let error as MigrationError
      where (error.cause as? MilvusError)?.code == .noIndex
    {
      if let stored = try await settledStatistics(expected), stored < expected {
        throw mismatch(stored, expected)
      }
      result.unproven = error.message
      run.notify(.attention, "entities are not counted: \(error.message)")
    }
  }

  /// Says so if rows that were read by their keys may be there several times.
  private func doubt(_ expected: Int64, _ result: inout JobResult) async throws {
    guard let stored = try await settledStatistics(expected), stored > expected else { return }
    result.unproven =
      "the target does not count copies of a key, and its statistics hold \(stored) entities"
  }

  private func mismatch(_ rows: Int64, _ expected: Int64) -> MigrationError {
    MigrationError(
      .countMismatch,
      "the target \"\(plan.target)\" holds \(rows) entities, \(expected) were copied")
  }

  /// Rows by the statistics, once they show that many or more; they lag behind a flush for a while.
  ///
  /// - Returns: nil if the user of the target may not ask for them.
  private func settledStatistics(_ rows: Int64) async throws -> Int64? {
    var seen: Int64 = 0
    // 30 s: statistics of a flushed collection settled within 3 s on every server measured; a busy one may
    // take longer.
    for _ in 0..<150 {
      do {
        seen = try await run.target.call { client throws(MilvusError) in
          try await client.statisticsRowCount(of: plan.target, partition: nil)
        }
      } catch let error as SideError where error.error.code == .permissionDenied {
        return nil
      }
      if seen >= rows { break }
      try run.control.checkpoint()
      try await Task.sleep(for: .milliseconds(200))
    }
    return seen
  }

  private func countLoaded(_ expected: Int64) async throws -> RowReader.Counted {
    try await whileLoaded {
      var counted = try await countOrScan()
      if counted.rows > expected { counted.rows = try await repair(counted.rows, expected) }
      guard counted.rows == expected else { throw mismatch(counted.rows, expected) }
      try await DoneCounts(run: run).requireStored(failingWith: .countMismatch)
      return counted
    }
  }

  /// Live rows by the server's count, or by their keys where the server cannot count.
  private func countOrScan() async throws -> RowReader.Counted {
    do {
      return .init(rows: try await count(filter: ""), isByKeys: false)
    } catch let error as SideError where error.error.isUnknownQuestion {
      return .init(rows: try await scanKeys(), isByKeys: true)
    }
  }

  /// Runs the body while the target is loaded; the journal knows who loaded it.
  func whileLoaded<R: Sendable>(_ body: () async throws -> R) async throws -> R {
    let temporaryLoad = TemporaryTargetLoad(
      end: run.target, collection: plan.target,
      temporaryLoad: TemporaryLoad(
        run.claims, of: plan.target, .target, on: run.target.client.access, owner: "job",
        job: run.job.id),
      announce: {
        run.notify(.phase, "loads the target to look at it, and releases it again")
      },
      warn: { run.notify(.attention, $0) },
      complain: {
        run.notify(.attention, "the target may stay loaded: \(failureMessage(of: $0))")
      })
    return try await temporaryLoad.whileLoaded(body)
  }

  /// Writes ranges once more in which a delayed first write landed after its replay.
  private func repair(_ rows: Int64, _ expected: Int64) async throws -> Int64 {
    let source = try await run.rowReader()
    let sink = run.rowSink
    let rejects = try await run.journal.rejects(run.job.id)
    var ranges = try await RangeStream(run.journal, job: run.job.id, states: [.done])
    while let (range, work) = try await ranges.next() {
      guard range.attempts > 1 else { continue }
      let filter = work.range.filter(keyField: plan.keyField, keyType: plan.keyType)
      let stored = try await count(partition: work.partition, filter: filter)
      guard stored > range.rows else { continue }
      run.notify(.attention, "keys \(work.range.text) arrived twice; they are written once more")
      let refused = try rejects.filter { $0.rangeID == range.id }.map(RejectedRow.init)
      try await rewrite(work, without: Set(refused.map(\.key)), source, sink)
    }
    try await run.flush()
    return try await count(filter: "")
  }

  private func rewrite(
    _ work: RangeWork, without refused: Set<PrimaryKey>, _ source: RowReader,
    _ sink: MilvusRowSink
  ) async throws {
    var division = RangeDivision(source, work.range, partition: work.partition)
    var size = RangeSize(source.limits)
    while !division.isFinished {
      for cut in try await division.next(&size) {
        try await rewrite(cut.range, of: work.partition, without: refused, source, sink)
      }
    }
  }

  private func rewrite(
    _ range: KeyRange, of partition: ServerName?, without refused: Set<PrimaryKey>,
    _ source: RowReader, _ sink: MilvusRowSink
  ) async throws {
    try await source.eachPage(in: range, partition: partition) { page in
      for rows in try page.keys().runs(without: refused) {
        try await run.target.call { _ throws(MilvusError) in
          let part = rows.count == page.rowCount ? page : try page.part(rows)
          let request = try WriteRequest(
            page: part, collection: plan.target, partition: partition,
            columns: plan.columnRules)
          try await sink.replay(request, keys: try part.keys(), partition: partition)
        }
      }
    }
  }

  /// Compares the rows; the schema was compared when the target was made.
  private func compareContent() async throws {
    let verifier = verifier()
    let report = try await whileLoaded { try await verifier.run() }
    let refused = try await run.journal.rejectedRows(run.job.id)
    let unexpected = report.differences(except: refused)
    guard unexpected.count == 0, report.partitions.isEmpty else {
      let keys = unexpected.named.prefix(10).map(\.key.description).joined(separator: ", ")
      throw MigrationError(
        .contentMismatch,
        """
        \(unexpected.count) entities of "\(plan.target)" differ from the source\
        \(keys.isEmpty ? ", or it holds keys twice" : ", among them \(keys)")
        """)
    }
  }

  /// Compares what the job was to move; of the fields all, or those named.
  func verifier(fields: [ServerName]? = nil) -> Verifier {
    let control = run.control
    var options = VerifyOptions(mode: .full, fields: fields)
    options.partitions = plan.options.partitions
    options.filter = plan.options.filter
    return Verifier(
      source: CollectionEnd(
        run.source, plan.source),
      target: CollectionEnd(
        run.target, plan.target),
      options: options, claims: run.claims, owner: "job", share: run.share,
      announce: { _ in }, checkpoint: { try control.checkpoint() })
  }

  private func count(partition: ServerName? = nil, filter: String) async throws -> Int64 {
    try await run.target.call { client throws(MilvusError) in
      try await client.count(plan.target, partition: partition, filter: filter)
    }
  }
}

extension [PrimaryKey] {
  /// The runs of keys between those that are left out.
  func runs(without left: Set<PrimaryKey>) -> [Range<Int>] {
    let gaps = indices.filter { left.contains(self[$0]) }
    return zip([-1] + gaps, gaps + [count]).map { $0 + 1..<$1 }.filter { !$0.isEmpty }
  }
}
