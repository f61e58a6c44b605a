internal import JobJournal
internal import MigrationPlanning
public import MilvusClient

/// An entity that the target refused for what it contains.
public struct RejectedRow: Sendable, Hashable, Codable {
  /// Its key.
  public var key: PrimaryKey
  /// Its partition; nil where the collection is copied as a whole.
  public var partition: ServerName?
  /// The server's words.
  public var reason: String

  /// Names a row with the words that it was refused with.
  public init(key: PrimaryKey, partition: ServerName?, reason: String) {
    self.key = key
    self.partition = partition
    self.reason = reason
  }
}

extension RejectedRow {
  /// A row as the journal has it.
  init(_ record: RejectRecord) throws(JournalError) {
    key = try PrimaryKey(recorded: record.key)
    partition = record.partition.isEmpty ? nil : ServerName(record.partition)
    reason = record.reason
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

extension MigrationError {
  /// The failure of a target that took no row of all that it was sent.
  init(refusingAllOf source: CollectionAddress, last: RejectedRow, cause: (any Error)? = nil) {
    self.init(
      .rowsRefused,
      """
      the target refused every entity of "\(source)" that it was sent, the last one with key \
      \(last.key): \(last.reason)
      """, cause: cause)
  }
}
