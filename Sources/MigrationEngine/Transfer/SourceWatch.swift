internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// Notices that the source was written to while it was copied, by counting before and after.
///
/// Rows that were deleted and added in equal numbers are seen where they lie in different parts of the
/// keys. A row that was replaced under its own key is not seen: nothing that a server counts tells.
struct SourceWatch {
  let run: JobRun

  /// Counts the source, unless an earlier run of the job did.
  func begin(_ source: MilvusRowSource) async throws {
    var rows = try await run.journal.job(run.job.id)?.sourceRows
    if rows == nil {
      let counted = try await count(source)
      try await run.journal.recordSource(run.job.id, rows: counted, timestamp: source.timestamp)
      rows = counted
    }
    let total = rows
    run.progress.update { $0.total = total }
  }

  /// Counts again and tells what changed, and which keys were doubled.
  func conclude(_ result: inout JobResult) async throws {
    let progress = try await run.journal.progress(run.job.id)
    result.rows = progress.doneRows
    result.bytes = progress.doneBytes
    guard let before = try await run.journal.job(run.job.id)?.sourceRows else { return }
    let source = try await run.rowSource()
    let after = try await count(source)
    result.sourceRowsAfter = after
    let keys = progress.doneRows + Int64(progress.rejectedRows)
    result.sourceChanged =
      result.sourceChanged || after != before || keys != progress.plannedRows
    // A server that counts by reading would read everything again.
    if !result.sourceChanged, run.source.supports(.rangeCounts) {
      try await recount(source, &result)
    }
    result.duplicateKeys = result.sourceChanged ? 0 : max(0, before.subtractingClamped(keys))
    if result.sourceChanged {
      tellChange(before, after)
    } else if result.duplicateKeys > 0 {
      tellDuplicates(result)
    }
  }

  /// Counts parts of the keys, which finds keys that went elsewhere, and keys that are doubled.
  private func recount(_ source: MilvusRowSource, _ result: inout JobResult) async throws {
    let tally = try await SourceTally(run.journal, job: run.job.id)
    let search = DuplicateSearch(
      RowReader(source, retrier: run.retrier), control: run.control)
    // 16: together they cost a server little more than one count of everything. Where no key was found
    // none can be missing or doubled.
    let spans = tally.spans(about: 16).filter { $0.keys > 0 }
    let excesses = try await inOrder(spans) { span in
      var search = search
      return try await search.excess(of: span)
    }
    result.sourceChanged = excesses.contains { $0 < 0 }
    guard !result.sourceChanged else { return }
    result.duplicates = try await duplicates(in: zip(spans, excesses), search)
  }

  private func duplicates(
    in spans: some Sequence<(ArraySlice<SourceTally.CountedRange>, Int64)>,
    _ search: DuplicateSearch
  ) async throws -> [DuplicateKey] {
    var search = search
    for (span, rows) in spans { try await search.search(span, excess: rows) }
    return search.found
  }

  private func tellChange(_ before: Int64, _ after: Int64) {
    run.notify(
      .attention,
      """
      the source was written to during the copy: \(before) entities at its start, \(after) now\
      \(before == after ? ", with other keys" : ""); what came later is not copied
      """)
  }

  private func tellDuplicates(_ result: JobResult) {
    let found = result.duplicates ?? []
    let named = found.prefix(3).map { "\($0.copies) with key \($0.key)" }.joined(separator: ", ")
    let which =
      found.isEmpty
      ? "further copies of a key, or rows that it never returns"
      : "among them \(named)\(found.count > 3 ? ", …" : "")"
    run.notify(
      .attention,
      """
      the source counts \(result.duplicateKeys) entities more than it has keys to read: \(which); \
      one row of each key was copied
      """)
  }

  private func count(_ source: MilvusRowSource) async throws -> Int64 {
    var rows: Int64 = 0
    for partition in run.plan.countedPartitions {
      let counted = try await run.retrier.call(.source) { () async throws(MilvusError) in
        try await source.count(partition: partition)
      }
      rows = rows.addingClamped(counted)
    }
    return rows
  }
}
