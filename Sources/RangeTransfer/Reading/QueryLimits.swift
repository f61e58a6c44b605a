internal import MigrationPlanning
package import MilvusClient

/// How much one query asks of a server: the only place where such a number stands.
package struct QueryLimits: Equatable, Sendable {
  /// The most keys of one page.
  package let keys: Int
  /// The keys of the first page, of which nobody knows how long they are.
  var firstKeys: Int { min(keys, 16_384) }
  /// The most rows of one key range.
  package let rows: Int
  /// The bytes that the rows of one key range are to have.
  package let bytes: Int
  /// The limit with which a query returns also keys that one without a limit passes over, because
  /// others are there several times; nil where a key is there once.
  package let window: Int?

  /// 16,384 is as far as a window of Milvus reaches; 4 MiB are as fast as 8 in the benchmark.
  ///
  /// A sixteenth less than 4 MiB: the transport doubles its buffer until an answer fits, and most do then.
  package static let milvus = QueryLimits(
    keys: 16_384, rows: 16_384, bytes: 15 << 18, window: 16_384)

  /// A query of Milvus Lite costs time proportional to the collection: few and large ones.
  package static let lite = QueryLimits(keys: 262_144, rows: 65_536, bytes: 24 << 20, window: nil)

  /// Milvus Lite 2 returns 16,383 rows at most, and says nothing of the others.
  package static let window = QueryLimits(
    keys: 16_384, rows: 16_383, bytes: 24 << 20, window: 16_384)

  /// What a server of the version is asked for at once.
  package static func of(_ version: ServerVersion) -> QueryLimits {
    guard version.supports(.unlimitedQueries) else { return window }
    return version.supports(.concurrentReaders) ? milvus : lite
  }

  /// The limits with which rows are asked for, one after the other until none is missing.
  package var attempts: [Int?] { window.map { [nil, $0] } ?? [nil] }
}
