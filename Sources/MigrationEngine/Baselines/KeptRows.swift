internal import MilvusClient

/// Draws rows while they are read, in whatever order: those with the least digests; pure.
///
/// A digest is as good as a random number, so each row has the same chance, and one collection gives
/// the same rows each time.
struct KeptRows {
  private let most: Int
  private var drawn: [(rank: UInt64, row: Baseline.Row)] = []

  /// A draw of at most so many rows.
  init(_ most: Int) {
    self.most = most
  }

  /// Takes the rows of a key range.
  mutating func offer(_ range: DigestedRange) {
    for row in range.rows {
      let kept = Baseline.Row(partition: range.chunk.partition, key: row.key, fields: row.fields)
      drawn.append((row.whole.low, kept))
    }
    // Sorted now and then only: twice as many as are wanted are held at most, and one range.
    if drawn.count / 2 > most { cut() }
  }

  /// The drawn rows by partition, in the order of keys.
  mutating func close(_ partitions: [ServerName?]) -> [Baseline.Row] {
    cut()
    let rows = Dictionary(grouping: drawn.map(\.row), by: \.partition)
    return partitions.flatMap { (rows[$0] ?? []).sorted { $0.key < $1.key } }
  }

  private mutating func cut() {
    drawn.sort { $0.rank < $1.rank }
    drawn.removeLast(max(0, drawn.count - most))
  }
}
