internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// The rows that the target of a repair refuses, noted by the ranges that are mended at once.
final class RefusedRows: Sendable {
  let source: CollectionAddress
  /// As many as a job may have by default.
  private let allowance: RejectAllowance
  private let list = Mutex<[RejectedRow]>([])

  /// Nothing refused yet, by a target that has rows of the collection or has none.
  init(of source: CollectionAddress, hasTaken: Bool) {
    self.source = source
    allowance = RejectAllowance(
      limit: MigrationOptions().maxRejects, spent: 0, hasTaken: hasTaken)
  }

  /// All of them by key.
  var rows: [RejectedRow] { list.withLock { $0.sorted { $0.key < $1.key } } }

  /// Writes a page in parts of which each is taken as a whole, and returns the bytes of them.
  ///
  /// `write` may be given the same rows twice.
  func around(
    _ page: RowPage, partition: ServerName?, write: (RowPage) async throws -> Int
  ) async throws -> Int {
    var search = RefusalSearch(rows: page.rowCount, patience: allowance.limit)
    var bytes = 0
    while let rows = search.next(hasTaken: allowance.hasTaken) {
      let part = rows.count == page.rowCount ? page : try page.part(rows)
      do {
        bytes += try await write(part)
        allowance.tookRows()
      } catch let error as SideError where error.mayBeOfRows {
        let isExplained = error.error.code == .invalidRow
        let finding = search.refused(rows, isExplained: isExplained)
        guard finding != .several, let key = try part.keys().first else { continue }
        let row = RejectedRow(key: key, partition: partition, reason: error.error.words)
        if finding == .doubtful || isExplained, allowance.refusedOne() {
          throw MigrationError(refusingAllOf: source, last: row, cause: error)
        }
        if finding == .single { try note(row) }
      }
    }
    return bytes
  }

  private func note(_ row: RejectedRow) throws(MigrationError) {
    list.withLock { $0.append(row) }
    guard allowance.spend() > allowance.limit else { return }
    throw MigrationError(
      .tooManyRejects,
      """
      the target refused more than \(allowance.limit) entities of "\(source)", the last one with \
      key \(row.key): \(row.reason)
      """)
  }
}
