internal import MigrationPlanning
package import MilvusClient

/// What moving ranges needs of the end that it reads; whoever reads it does so by a `RowReader`.
///
/// Every call may be repeated and changes nothing. Keys come in ascending order.
package protocol RowSource: Sendable {
  /// How much one query asks of the server.
  var limits: QueryLimits { get }

  /// The next keys after `key` in a partition, at most about `limit`, ascending and distinct.
  ///
  /// Only an empty answer means that there are no more: a short one does not.
  func keys(after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int)
    async throws(MilvusError) -> [PrimaryKey]

  /// The rows of a key range, all columns, at most about `limit` if there is one.
  func rows(in range: KeyRange, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage

  /// The rows with the keys of a group of `KeyList`, in any order, at most about `limit`.
  func rows(of keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> RowPage

  /// Those keys of a group of `KeyList` that have a row, at most about `limit`.
  func keys(among keys: ArraySlice<PrimaryKey>, partition: ServerName?, limit: Int?)
    async throws(MilvusError) -> [PrimaryKey]

  /// Live rows as `count(*)` has them, copies of a key counted each.
  func count(partition: ServerName?) async throws(MilvusError) -> Int64

  /// Live rows of a key range, copies of a key counted each.
  func count(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> Int64

  /// Live rows with a key.
  func copies(of key: PrimaryKey, partition: ServerName?) async throws(MilvusError) -> Int64
}
