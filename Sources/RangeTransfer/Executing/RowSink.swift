internal import MigrationPlanning
package import MilvusClient

/// What moving ranges needs of the end that it writes.
package protocol RowSink: Sendable {
  /// Stores rows that were never sent before; repeating it may double them.
  func insert(_ request: WriteRequest) async throws(MilvusError)

  /// Stores rows that may be there already; repeating it changes nothing.
  func replay(_ request: WriteRequest, keys: [PrimaryKey], partition: ServerName?)
    async throws(MilvusError)

  /// Why the target takes no writes at the moment; nil if it does.
  func denial() async throws(MilvusError) -> String?
}
