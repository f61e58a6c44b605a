internal import MigrationPlanning
internal import MilvusClient

/// How many rows a key range is to have, from the size of the rows that were seen.
package struct RangeSize {
  /// What a range is to hold that is cut smaller where it is copied: a part of a collection of so many
  /// rows, within bounds.
  package struct Shard: Sendable {
    /// 64 MiB take longer than a task of Spark takes to start; more than 256 MiB to lose is a nuisance.
    package static let bytes = 64 << 20...256 << 20
    /// The most rows; their keys wait in memory until the range is full, numbers in 12 MiB.
    ///
    /// Of 512 bytes, as a vector of 128 numbers has, so many fill the largest range.
    package static let mostRows = 1 << 19
    /// Rows of the whole collection; nil if nobody has counted them.
    package let rows: Int?
    /// How many such ranges the collection is to make, as far as the bounds allow.
    package let parts: Int
  }

  /// Bytes that a range is meant to have.
  private let bytesOfRange: Int
  private let shard: Shard?
  /// The most rows of a range.
  let maxRows: Int
  private var bytes: Int
  private var rows: Int

  /// The size for an end of these limits, from rows that were seen before, if any were.
  package init(
    _ limits: QueryLimits, seen: (rows: Int, bytes: Int) = (0, 0), atMost limit: Int? = nil,
    shard: Shard? = nil
  ) {
    bytesOfRange = limits.bytes
    self.shard = shard
    maxRows = min(limit ?? .max, shard == nil ? limits.rows : Shard.mostRows)
    (rows, bytes) = seen
  }

  /// Bytes of one row on average, at least 1.
  package var bytesPerRow: Int { rows == 0 ? 1024 : max(1, bytes / rows) }

  /// Bytes that a range is meant to have.
  var targetBytes: Int {
    guard let shard else { return bytesOfRange }
    let fair = (shard.rows ?? .max) / shard.parts
    let (bytes, isHuge) = fair.multipliedReportingOverflow(by: bytesPerRow)
    let bounds = Shard.bytes
    return isHuge ? bounds.upperBound : min(max(bytes, bounds.lowerBound), bounds.upperBound)
  }

  /// Rows for the next range.
  package var rowsPerRange: Int { max(1, min(maxRows, targetBytes / bytesPerRow)) }

  /// Learns from a range that was read; what was seen long ago counts less and less.
  package mutating func note(rows: Int, bytes: Int) {
    guard rows > 0 else { return }
    self.rows = self.rows / 2 + rows
    self.bytes = self.bytes / 2 + bytes
  }
}
