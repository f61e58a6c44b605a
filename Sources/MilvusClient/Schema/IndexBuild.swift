/// How far the vector indexes of a collection are built.
public struct IndexBuild: Sendable, Equatable {
  /// The rows that the index that lacks most has to cover.
  public var totalRows: Int64
  /// The rows that it covers.
  public var indexedRows: Int64
  /// The rows that it does not cover yet.
  public var pendingRows: Int64
  /// Whether all of them are built.
  public var isFinished: Bool
  /// One whose building went wrong.
  public var failed: IndexDescription?

  /// Sums up indexes of a collection; nil if the server tells nothing about those of vectors.
  public init?(_ indexes: [IndexDescription]) {
    let told = indexes.filter { $0.metric != nil && ($0.state != .none || $0.pendingRows > 0) }
    let slowest = told.max {
      ($0.pendingRows, $1.indexedRows) < ($1.pendingRows, $0.indexedRows)
    }
    guard let slowest else { return nil }
    totalRows = slowest.totalRows
    // Rows that were compacted and are indexed anew are counted among the indexed ones, too.
    indexedRows = min(slowest.indexedRows, slowest.totalRows - slowest.pendingRows)
    pendingRows = slowest.pendingRows
    isFinished = !told.contains(where: \.isUnfinished)
    failed = told.first { $0.state == .failed }
  }
}
