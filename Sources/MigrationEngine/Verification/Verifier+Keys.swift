internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Verifier {
  /// Compares the rows with some keys, and returns how many are equal and which have other values.
  ///
  /// A row that one side lacks is neither.
  func compare(
    _ keys: [PrimaryKey], _ partition: ServerName?, _ readers: ChunkReaders, _ described: Described
  ) async throws -> (equal: Int, changed: [PrimaryKey]) {
    let comparison = ChunkComparison(
      readers: readers, columns: described.columns, comparesMeaning: ends.comparesMeaning)
    let found = try await comparison.compare(
      keys, of: Chunk(partition: partition, range: KeyRange()))
    let changed = found.differences.filter { $0.kind == .changed }.map(\.key).sorted()
    let missing = found.kinds[.missing] ?? 0
    return (found.sourceRows - changed.count - missing, changed)
  }
}
