internal import MigrationPlanning
internal import MilvusClient

/// How many rows a key range is to have, from the size of the rows that were seen.
struct RangeSize {
  /// Bytes that a range is meant to have.
  let targetBytes: Int
  /// The most rows of a range.
  let maxRows: Int
  private var bytes: Int
  private var rows: Int

  /// The size for an end of these limits, from rows that were seen before, if any were.
  init(
    _ limits: QueryLimits, seen: (rows: Int, bytes: Int) = (0, 0), atMost limit: Int? = nil
  ) {
    targetBytes = limits.bytes
    maxRows = min(limit ?? .max, limits.rows)
    (rows, bytes) = seen
  }

  /// Bytes of one row on average, at least 1.
  var bytesPerRow: Int { rows == 0 ? 1024 : max(1, bytes / rows) }

  /// Rows for the next range.
  var rowsPerRange: Int { max(1, min(maxRows, targetBytes / bytesPerRow)) }

  /// Learns from a range that was read; what was seen long ago counts less and less.
  mutating func note(rows: Int, bytes: Int) {
    guard rows > 0 else { return }
    self.rows = self.rows / 2 + rows
    self.bytes = self.bytes / 2 + bytes
  }
}
