internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// One key range that is to be copied.
struct RangeWork: Codable, Equatable, Sendable {
  /// Its number in the journal.
  let id: Int64
  /// The partition that it is read from and written to; nil where the server chooses.
  let partition: ServerName?
  let range: KeyRange
  /// The rows that the scan counted.
  let rows: Int
  /// What its rows weigh by estimate; nil if nobody has looked at them.
  var bytes: Int?
  /// Whether it was sent before, so that rows of it may be stored.
  var wasSent: Bool
}

extension RangeWork {
  init(_ record: RangeRecord, partition: ServerName?) throws {
    self.init(
      id: record.id, partition: partition,
      range: KeyRange(
        lower: try record.lower.map(PrimaryKey.init(recorded:)),
        upper: try record.upper.map(PrimaryKey.init(recorded:))),
      rows: Int(record.expectedRows), wasSent: record.attempts > 0)
  }
}

extension CutRange {
  /// The range as the journal keeps it.
  func record(ordinal: Int) -> NewRange {
    NewRange(
      ordinal: ordinal, lower: range.lower?.journalText, upper: range.upper?.journalText,
      expectedRows: Int64(rows))
  }
}
