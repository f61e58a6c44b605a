internal import MigrationPlanning
internal import MilvusClient

/// A key range of one partition, on both sides.
struct Chunk: Codable, Equatable, Sendable {
  /// The partition; nil where the server chooses it.
  var partition: ServerName?
  var range: KeyRange
  /// Keys of the source in it when it was cut; nil if nobody has counted them.
  var keys: Int?
  /// What its rows on both sides weigh by estimate.
  var bytes = 0
  /// Whether both sides count as many rows in its partition, so that keys which one of them holds
  /// twice make up for no others.
  var isLevel = false
  /// Whether its bounds are not keys of what is read, of which nobody knows how much lies beyond them.
  var isForeign = false
}
