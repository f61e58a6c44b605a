internal import MigrationPlanning
package import MilvusClient

/// Cuts a key range of any size into ranges that can be read at once, a page of keys at a time.
package struct RangeDivision: Sendable {
  private let reader: RowReader
  private let partition: ServerName?
  private var scan: KeyScan
  private var cutter: RangeCutter
  /// Keys so far.
  package private(set) var keys = 0
  /// Whether every key was seen.
  package private(set) var isFinished = false

  /// A division that begins with the range.
  package init(_ reader: RowReader, _ range: KeyRange, partition: ServerName?) {
    (self.reader, self.partition) = (reader, partition)
    scan = KeyScan(reader, partition: partition, in: range)
    cutter = RangeCutter(after: range.lower)
  }

  /// The ranges that the next page of keys fills, of a size that learns of their rows.
  package mutating func next(_ size: inout RangeSize) async throws -> [CutRange] {
    let page = try await scan.next()
    keys += page.count
    isFinished = page.isEmpty
    if let seen = try await reader.weigh(page, partition: partition) {
      size.note(rows: seen.rows, bytes: seen.bytes)
    }
    return cutter.take(page, rowsPerRange: size.rowsPerRange, isLast: page.isEmpty)
  }
}
