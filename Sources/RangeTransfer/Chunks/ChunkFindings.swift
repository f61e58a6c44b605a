internal import MigrationPlanning
package import MilvusClient

/// What the comparison of one chunk found.
package struct ChunkFindings: Codable, Equatable, Sendable {
  /// As many differences as a report names.
  package static let mostNamed = 10_000

  /// The range that was compared.
  package let chunk: Chunk
  /// Rows that each side returned, and the bytes of both.
  package var sourceRows, targetRows, bytes: Int
  /// How many rows differ in each way.
  package private(set) var kinds: [Difference.Kind: Int]
  /// The rows that differ; of a range that was compared elsewhere, the first of them.
  package private(set) var differences: [Difference]

  /// The findings of a range; by default of one of which nothing has been read.
  package init(
    chunk: Chunk, sourceRows: Int = 0, targetRows: Int = 0, bytes: Int = 0,
    differences: [Difference] = []
  ) {
    (self.chunk, self.sourceRows, self.targetRows) = (chunk, sourceRows, targetRows)
    (self.bytes, self.differences) = (bytes, differences)
    kinds = differences.kinds
  }

  /// How many rows differ.
  package var differenceCount: Int { kinds.values.reduce(0, +) }

  /// Adds what was found in a part of the range.
  package mutating func add(_ part: ChunkFindings) {
    sourceRows += part.sourceRows
    targetRows += part.targetRows
    bytes += part.bytes
    kinds.merge(part.kinds, uniquingKeysWith: +)
    differences += part.differences
  }

  /// Counts rows of the source that one answer lacked, and that are on the target, too.
  mutating func acquit(_ keys: Set<PrimaryKey>) {
    let before = differences.count
    differences.removeAll { $0.kind == .extra && keys.contains($0.key) }
    sourceRows += before - differences.count
    kinds = differences.kinds
  }

  /// What is found once the rows with some keys, of which each differed, have been compared again.
  package func replacing(_ keys: [PrimaryKey], by again: ChunkFindings) -> ChunkFindings {
    let known = Set(keys)
    let old = differences.filter { known.contains($0.key) }
    let rest = differences.filter { !known.contains($0.key) }
    return ChunkFindings(
      chunk: chunk, sourceRows: sourceRows - old.count { $0.kind != .extra } + again.sourceRows,
      targetRows: targetRows - old.count { $0.kind != .missing } + again.targetRows,
      bytes: again.bytes, differences: rest + again.differences)
  }

  /// Forgets the names of the rows beyond those that a report has.
  mutating func keepMostNamed() {
    differences.removeLast(max(0, differences.count - Self.mostNamed))
  }
}

extension [Difference] {
  /// How many there are of each way.
  package var kinds: [Difference.Kind: Int] { reduce(into: [:]) { $0[$1.kind, default: 0] += 1 } }
}
