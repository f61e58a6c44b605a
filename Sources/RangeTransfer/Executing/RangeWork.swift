internal import MigrationPlanning
package import MilvusClient

/// One key range that is to be copied.
package struct RangeWork: Codable, Equatable, Sendable {
  /// Its number in the journal.
  package let id: Int64
  /// The partition that it is read from and written to; nil where the server chooses.
  package let partition: ServerName?
  /// The keys whose rows are copied.
  package let range: KeyRange
  /// The rows that the scan counted.
  package let rows: Int
  /// What its rows weigh by estimate; nil if nobody has looked at them.
  package var bytes: Int?
  /// Whether it was sent before, so that rows of it may be stored.
  package var wasSent: Bool

  /// A range, or a part of one, for whoever hands it out.
  package init(
    id: Int64, partition: ServerName?, range: KeyRange, rows: Int, bytes: Int? = nil, wasSent: Bool
  ) {
    (self.id, self.partition, self.range) = (id, partition, range)
    (self.rows, self.bytes, self.wasSent) = (rows, bytes, wasSent)
  }
}
