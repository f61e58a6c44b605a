internal import MigrationPlanning
package import MilvusClient

/// A key range of one partition, on both sides.
package struct Chunk: Codable, Equatable, Sendable {
  /// The partition; nil where the server chooses it.
  package var partition: ServerName?
  /// The keys that it spans.
  package var range: KeyRange
  /// Keys of the source in it when it was cut; nil if nobody has counted them.
  package var keys: Int?
  /// What its rows on both sides weigh by estimate.
  package var bytes: Int
  /// Whether both sides count as many rows in its partition, so that keys which one of them holds
  /// twice make up for no others.
  package var isLevel: Bool
  /// Whether its bounds are not keys of what is read, of which nobody knows how much lies beyond them.
  package var isForeign: Bool

  /// A range of keys; by default one that nobody has counted or weighed.
  package init(
    partition: ServerName? = nil, range: KeyRange, keys: Int? = nil, bytes: Int = 0,
    isLevel: Bool = false, isForeign: Bool = false
  ) {
    (self.partition, self.range, self.keys) = (partition, range, keys)
    (self.bytes, self.isLevel, self.isForeign) = (bytes, isLevel, isForeign)
  }

  /// Bytes of memory that its comparison takes by estimate: an answer stands in the transport's buffer,
  /// too, until it is complete.
  package var weight: Int { bytes + bytes / 2 }
}
