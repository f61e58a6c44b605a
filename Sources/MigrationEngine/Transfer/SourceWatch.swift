internal import JobJournal
internal import MilvusClient

/// Notices that the source was written to while it was copied, by counting before and after.
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

  /// Counts again and tells what changed, and how many keys were doubled.
  func conclude(_ result: inout JobResult) async throws {
    let progress = try await run.journal.progress(run.job.id)
    result.rows = progress.doneRows
    result.bytes = progress.doneBytes
    guard let before = try await run.journal.job(run.job.id)?.sourceRows else { return }
    let after = try await count(try await run.rowSource())
    result.sourceRowsAfter = after
    result.sourceChanged = after != before || progress.doneRows != progress.plannedRows
    result.duplicateKeys = result.sourceChanged ? 0 : max(0, before - progress.doneRows)
    if result.sourceChanged {
      run.say(
        .attention,
        """
        the source was written to during the copy: \(before) entities at its start, \(after) now; \
        what came later is not copied
        """)
    } else if result.duplicateKeys > 0 {
      run.say(
        .attention,
        """
        the source counts \(result.duplicateKeys) entities more than it has keys to read: further \
        copies of a key, or rows that it never returns; one row of each key was copied
        """
      )
    }
  }

  private func count(_ source: MilvusRowSource) async throws -> Int64 {
    try await run.persistence.call(.source) { () async throws(MilvusError) in
      try await source.count(partition: nil)
    }
  }
}
