internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension JobSupervisor {
  /// What the target refused of a job.
  func rejects(of id: JobID) async throws -> [RejectedRow] {
    let journal = try reader()
    return try await journal.rejectedRows(try await journal.existing(id).id)
  }

  /// Names in a file what the target refused of a job; returns how many entities that are.
  nonisolated func nameRejects(of entry: Entry, in journal: Journal) async throws -> Int {
    let rows = try await journal.rejectedRows(entry.id.rawValue)
    try RejectFile(folder: folder, job: entry.id).write(rows, of: entry.plan.source)
    return rows.count
  }

  /// Names what was refused so far, and only tells if that fails.
  nonisolated func nameRejectsAfterFailure(
    of entry: Entry, in journal: Journal, _ speak: (JobNotice.Kind, String) -> Void
  ) async {
    do {
      _ = try await nameRejects(of: entry, in: journal)
    } catch {
      speak(.attention, "what the target refused is in no file: \(failureMessage(of: error))")
    }
  }
}
