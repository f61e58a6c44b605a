internal import MilvusClient

/// What the engine needs of the end that it reads.
///
/// Every call may be repeated and changes nothing. Keys come in ascending order.
protocol RowSource: Sendable {
  /// The next keys after `key` in a partition, at most about `limit`, ascending and distinct.
  ///
  /// Only an empty answer means that there are no more: a short one does not.
  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]

  /// Every row of a key range, all columns.
  func rows(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> RowPage

  /// A few rows from the start of a partition, to learn how large rows are.
  func sample(partition: ServerName?, limit: Int) async throws(MilvusError) -> RowPage

  /// Live rows as `count(*)` has them, copies of a key counted each.
  func count(partition: ServerName?) async throws(MilvusError) -> Int64

  /// Live rows of a key range, copies of a key counted each.
  func count(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> Int64

  /// Live rows with a key.
  func copies(of key: PrimaryKey, partition: ServerName?) async throws(MilvusError) -> Int64
}
