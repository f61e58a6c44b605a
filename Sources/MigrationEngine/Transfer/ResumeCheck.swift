internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Looks whether both ends still hold what a job has copied, before it goes on.
///
/// Between two runs a collection may be emptied, refilled or changed without another name or number, and
/// Milvus Lite gives no number at all. So before anything is written, the target's rows are counted in
/// the ranges of keys that are done, and some entities of them are compared: what was copied is not
/// to be mixed with other data. Entities that the source gained or lost do not stop a job; its end tells
/// them. A target that has no index yet gets that of the plan, without which nothing of it can be read.
struct ResumeCheck {
  let run: JobRun

  /// - Throws: `MigrationError` with `.collectionReplaced` while the job has entities to write, with
  ///   `.countMismatch` or `.contentMismatch` once a repair may mend the target.
  func perform() async throws {
    guard run.plan.options.verification != .none,
      try await run.journal.progress(run.job.id).doneRows > 0
    else { return }
    if run.plan.targetUse == .create { try await run.indexVectors() }
    do {
      try await FinalCheck(run: run).whileLoaded {
        let counts = DoneCounts(run: run)
        try await counts.requireStored(
          failingWith: isCopying ? .collectionReplaced : .countMismatch)
        try await requireSameContent()
      }
    } catch let error as MigrationError where (error.cause as? MilvusError)?.code == .noIndex {
      run.notify(.attention, "what was copied is not looked at: \(error.message)")
    }
  }

  /// Whether a repair would be undone or doubled by what the job still writes.
  private var isCopying: Bool { run.job.phase <= .copy }
}

// MARK: - Content

extension ResumeCheck {
  /// Compares some entities of some ranges.
  ///
  /// - Throws: If one is there with other values, or fewer than half of them are there at all.
  private func requireSameContent() async throws {
    guard !run.plan.makesNewKeys else { return }
    let ends = [run.source, run.target]
    // A query of Lite reads the whole collection.
    let count = ends.allSatisfy { $0.supports(.concurrentReaders) } ? 64 : 8
    let ranges = try await CopiedRange.all(of: run.job.id, in: run.journal, about: 4 * count)
      .filter { $0.rows > 0 }.spread(count)
    let refused = Set(try await run.journal.rejectedRows(run.job.id).map(\.key))
    let verifier = FinalCheck(run: run).verifier()
    let described = try await verifier.describeBoth()
    let readers = try await verifier.readers(described)
    var (asked, equal) = (Int64(0), Int64(0))
    for copied in ranges {
      try run.control.checkpoint()
      // 1024 keys in all, and some of each.
      let wanted = max(16, 1024 / ranges.count)
      let keys = try await taken(of: copied, atLeast: wanted, besides: refused, readers.left)
        .spread(wanted)
      let found = try await verifier.compare(keys, copied.partition, readers, described)
      try await requireUnchanged(found.changed, copied.partition, readers)
      asked += min(Int64(wanted), copied.rows)
      equal += Int64(found.equal)
    }
    guard 2 * equal < asked else { return }
    throw otherData(
      "of \(asked) entities of \"\(run.plan.source)\" that were copied, \(equal) are still the same"
    )
  }

  /// The first keys of a range that were not refused: where keys are doubled, or many refused, a page
  /// may be short of them.
  private func taken(
    of copied: CopiedRange, atLeast wanted: Int, besides refused: Set<PrimaryKey>,
    _ reader: RowReader
  ) async throws -> [PrimaryKey] {
    var scan = KeyScan(reader, partition: copied.partition, in: copied.range)
    var keys: [PrimaryKey] = []
    while keys.count < min(wanted, Int(clamping: copied.rows)),
      case let page = try await scan.next(), !page.isEmpty
    {
      keys += page.filter { !refused.contains($0) }
    }
    return keys
  }

  /// Of a key that is there several times nobody knows which of its rows is returned.
  private func requireUnchanged(
    _ keys: [PrimaryKey], _ partition: ServerName?, _ readers: ChunkReaders
  ) async throws {
    for key in keys.prefix(20) {
      let copies = try await readers.left.copies(of: key, partition: partition)
      if copies > 1 { continue }
      throw otherData("the entity of \"\(run.plan.source)\" with key \(key) is not what was copied")
    }
  }

  private func otherData(_ what: String) -> MigrationError {
    MigrationError(
      isCopying ? .collectionReplaced : .contentMismatch,
      "\(what): the source or the target was changed while the job did not run")
  }
}

// MARK: - Counts

/// Counts what the target holds of the keys that a job has copied.
struct DoneCounts {
  let run: JobRun

  /// Makes sure that each range of keys holds as many rows as were copied into it.
  ///
  /// A total does not show that some rows went and others came. Where the target had rows of its own,
  /// or gave the copied ones other keys, a range tells nothing.
  func requireStored(failingWith code: MigrationError.Code) async throws {
    guard run.plan.targetUse != .merge, !run.plan.makesNewKeys else { return }
    let isWide = run.target.supports(.concurrentReaders)
    let ranges = try await CopiedRange.all(
      of: run.job.id, in: run.journal, about: isWide ? 256 : 16)
    let target = try await run.targetReader(callsAtOnce: isWide ? 4 : 1)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for copied in ranges {
        group.addTask {
          try run.control.checkpoint()
          let stored = try await target.counted(in: copied.range, partition: copied.partition)
          guard copied.allows(stored.rows) else { throw mismatch(stored.rows, copied, code) }
        }
      }
      try await group.waitForAll()
    }
  }

  private func mismatch(
    _ stored: Int64, _ copied: CopiedRange, _ code: MigrationError.Code
  ) -> MigrationError {
    MigrationError(
      code,
      """
      the target "\(run.plan.target)" holds \(stored) entities with keys \(copied.range.text)\
      \(copied.partition.map { " of partition \"\($0)\"" } ?? ""), \(copied.rows) were copied: it \
      was changed by others
      """)
  }
}
