internal import MigrationPlanning
internal import MilvusClient

extension Verifier {
  /// Compares the rows with some keys, and returns how many are equal and which have other values.
  ///
  /// A row that one side lacks is neither.
  func compare(
    _ keys: [PrimaryKey], _ partition: ServerName?, _ readers: Readers, _ described: Described
  ) async throws -> (equal: Int, changed: [PrimaryKey]) {
    async let here = digests(of: keys, partition, readers.left, described)
    async let there = digests(of: keys, partition, readers.right, described)
    let (left, right) = try await (here, there)
    let changed = left.filter { key, row in right[key].map { $0 != row } ?? false }.keys.sorted()
    return (left.count { key, row in right[key] == row }, changed)
  }

  private func digests(
    of keys: [PrimaryKey], _ partition: ServerName?, _ reader: RowReader, _ described: Described
  ) async throws -> [PrimaryKey: RowDigest.Whole] {
    var found: [PrimaryKey: RowDigest.Whole] = [:]
    try await reader.eachPage(of: keys, partition: partition) { page in
      for row in try page.rowDigests(columns: described.columns, jsonByMeaning: comparesMeaning) {
        found[row.key] = row.whole
      }
    }
    return found
  }
}
