internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// What became of all rows that a job was to move.
///
/// A job of which nothing arrived although there was something is not done, however well each of its
/// steps ended. It stops where its copy ends, before an alias leads to a target without rows.
struct Arrival: Sendable {
  /// Rows that the target took.
  let taken: Int64
  /// The last row that it refused.
  let lastRefused: RejectedRow?
  /// Rows that the source counted.
  let counted: Int64

  /// Throws if nothing arrived of a source that has rows; a filter that matches nothing leaves none.
  func require(of source: CollectionAddress) throws(MigrationError) {
    guard taken == 0 else { return }
    if let lastRefused { throw MigrationError(refusingAllOf: source, last: lastRefused) }
    guard counted > 0 else { return }
    throw MigrationError(
      .rowsMissing, "the source counts \(counted) entities of \"\(source)\" and lists none of them")
  }
}

extension Arrival {
  /// What the journal has of a job whose key ranges are all done.
  init(of job: Int64, in journal: Journal) async throws {
    let progress = try await journal.progress(job)
    taken = progress.doneRows
    lastRefused = taken == 0 ? try await journal.rejectedRows(job).last : nil
    counted = try await journal.job(job)?.sourceRows ?? 0
  }
}
