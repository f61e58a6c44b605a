internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

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
