internal import MigrationPlanning
package import MilvusClient

/// Compares the rows of key ranges on both sides.
///
/// Whole columns are compared by digest; rows are looked at one by one only in a range that differs.
package struct ChunkComparison: Sendable {
  /// How both sides are read.
  package let readers: ChunkReaders
  /// Columns that are compared; both sides have them.
  package let columns: [ServerName]
  /// Whether JSON is compared by what it means.
  package let comparesMeaning: Bool

  /// A comparison of columns that both readers return.
  package init(readers: ChunkReaders, columns: [ServerName], comparesMeaning: Bool) {
    (self.readers, self.columns, self.comparesMeaning) = (readers, columns, comparesMeaning)
  }

  /// Compares the rows of a range.
  package func compare(_ chunk: Chunk) async throws -> ChunkFindings {
    var found = ChunkFindings(chunk: chunk)
    try await readers.inParts(chunk) { part in
      let (one, other) = try await readers.readBoth(part)
      found.add(try findings(part, one, other))
    }
    return found
  }

  /// Compares the rows of a range that have some keys.
  package func compare(_ keys: [PrimaryKey], of chunk: Chunk) async throws -> ChunkFindings {
    async let here = rows(with: keys, chunk.partition, readers.left)
    async let there = rows(with: keys, chunk.partition, readers.right)
    let (left, right) = try await (here, there)
    return ChunkFindings(
      chunk: chunk, sourceRows: left.rows.count, targetRows: right.rows.count,
      bytes: left.bytes + right.bytes, differences: differences(left.rows, right.rows, chunk))
  }

  private func rows(
    with keys: [PrimaryKey], _ partition: ServerName?, _ reader: RowReader
  ) async throws -> (rows: [RowDigest], bytes: Int) {
    var (rows, bytes): ([RowDigest], Int) = ([], 0)
    // A page that lacks keys would be asked for in halves, down to each of them.
    let there = try await reader.present(keys, partition: partition).sorted()
    try await reader.eachPage(of: there, partition: partition) { page in
      rows += try digests(page)
      bytes += page.byteCount
    }
    return (rows, bytes)
  }

  /// How the rows of a range differ.
  package func findings(_ chunk: Chunk, _ one: RowPage, _ other: RowPage) throws -> ChunkFindings {
    ChunkFindings(
      chunk: chunk, sourceRows: one.rowCount, targetRows: other.rowCount,
      bytes: one.byteCount + other.byteCount,
      differences: isSame(one, other)
        ? [] : differences(try digests(one), try digests(other), chunk))
  }

  /// Whether whole columns are equal, byte for byte.
  private func isSame(_ one: RowPage, _ other: RowPage) -> Bool {
    guard one.rowCount == other.rowCount, let left = one.columnDigests(columns: columns),
      let right = other.columnDigests(columns: columns)
    else { return false }
    return left == right
  }

  private func digests(_ page: RowPage) throws -> [RowDigest] {
    try page.rowDigests(columns: columns, jsonByMeaning: comparesMeaning)
  }

  private func differences(
    _ left: [RowDigest], _ right: [RowDigest], _ chunk: Chunk
  ) -> [Difference] {
    var rest = Dictionary(right.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var differences: [Difference] = []
    for row in left {
      let twin = rest.removeValue(forKey: row.key)
      guard twin?.whole != row.whole else { continue }
      differences.append(
        Difference(
          key: row.key, partition: chunk.partition, kind: twin == nil ? .missing : .changed,
          fields: twin.map { columns(of: row, differingFrom: $0) } ?? []))
    }
    differences += rest.keys.map {
      Difference(key: $0, partition: chunk.partition, kind: .extra, fields: [])
    }
    return differences
  }

  /// The columns in which two rows differ.
  private func columns(of row: RowDigest, differingFrom twin: RowDigest) -> [ServerName] {
    zip(columns, zip(row.fields, twin.fields)).filter { $1.0 != $1.1 }.map { $0.0 }
  }
}
