internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// A row that the target of a job took: whether it still does tells a fault of the server from one of
/// another row.
final class KnownRow: Sendable {
  /// How the row is written again.
  struct Writing: Sendable {
    let request: WriteRequest
    let keys: [PrimaryKey]
    let partition: ServerName?
  }

  private let kept = Mutex<Writing?>(nil)

  /// How to write the row again; nil as long as none was taken.
  var writing: Writing? { kept.withLock(\.self) }

  /// Keeps the first row of a page that was taken, unless there is one.
  func keep(
    _ page: RowPage, partition: ServerName?, _ encode: (RowPage) throws -> WriteRequest
  ) {
    guard writing == nil, page.rowCount > 0, let row = try? page.part(0..<1),
      let request = try? encode(row), let keys = try? row.keys()
    else { return }
    kept.withLock { $0 = Writing(request: request, keys: keys, partition: partition) }
  }
}
