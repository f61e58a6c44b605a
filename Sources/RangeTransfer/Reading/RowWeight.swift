/// What a row weighs, by those that were read last; pure.
///
/// Rows that are named may be from any place of the keys, light ones here and heavy ones there: what was
/// heavy once is half as heavy with each page that is not.
struct RowWeight: Sendable {
  // 4: of rows of a megabyte as much as a key range has.
  private static let first = 4
  private var bytes: Int?

  /// Learns from a page.
  mutating func note(rows: Int, bytes: Int) {
    guard rows > 0 else { return }
    self.bytes = max(bytes / rows, (self.bytes ?? 0) / 2, 1)
  }

  /// How many rows weigh so many bytes; few before one was read.
  func rows(in limit: Int) -> Int {
    guard let bytes else { return Self.first }
    return max(1, limit / bytes)
  }
}
