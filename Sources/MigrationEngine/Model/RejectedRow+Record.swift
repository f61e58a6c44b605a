internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension RejectedRow {
  /// A row as the journal has it.
  init(_ record: RejectRecord) throws(JournalError) {
    self.init(
      key: try PrimaryKey(recorded: record.key),
      partition: record.partition.isEmpty ? nil : ServerName(record.partition),
      reason: record.reason)
  }

  /// The row as the journal keeps it.
  var record: (key: String, reason: String) { (key.journalText, reason) }
}

extension Journal {
  /// The rows of a job that the target refused, in the order in which they were recorded.
  func rejectedRows(_ job: Int64) async throws(JournalError) -> [RejectedRow] {
    var rows: [RejectedRow] = []
    for record in try await rejects(job) { rows.append(try RejectedRow(record)) }
    return rows
  }
}
