internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// What is read of both sides of a comparison.
package struct RowViews: Codable, Equatable, Sendable {
  /// What is read of the source.
  package let left: RowView
  /// What is read of the target.
  package let right: RowView

  /// The views of one comparison, of the same columns on both sides.
  package init(left: RowView, right: RowView) {
    (self.left, self.right) = (left, right)
  }
}

/// Both ends of comparisons, as this process speaks to them.
package final class ChunkEnds: Sendable {
  /// The end that is taken as right, and the one that may be repaired.
  package let source, target: Endpoint
  private let last = Mutex<(views: RowViews, readers: ChunkReaders)?>(nil)

  /// Ends that all tasks of a comparison or repair share.
  package init(_ source: Endpoint, _ target: Endpoint) {
    (self.source, self.target) = (source, target)
  }

  /// Readers of both sides; the same for each range, so that what they learn is kept.
  package func readers(of views: RowViews) -> ChunkReaders {
    last.withLock { last in
      if let last, last.views == views { return last.readers }
      let readers = ChunkReaders(
        left: source.reader(of: views.left), right: target.reader(of: views.right))
      last = (views, readers)
      return readers
    }
  }

  /// What compares the rows that the views show.
  package func comparison(of views: RowViews) -> ChunkComparison {
    comparison(by: readers(of: views), views)
  }

  /// What compares the rows as they are at the present moment.
  func renewedComparison(of views: RowViews) async throws -> ChunkComparison {
    let left = try await source.renewed(views.left)
    let right = try await target.renewed(views.right)
    return comparison(
      by: ChunkReaders(left: source.reader(of: left), right: target.reader(of: right)), views)
  }

  private func comparison(by readers: ChunkReaders, _ views: RowViews) -> ChunkComparison {
    ChunkComparison(
      readers: readers, columns: views.left.columns, comparesMeaning: comparesMeaning)
  }

  /// Whether JSON is compared by what it means: Lite writes it anew.
  package var comparesMeaning: Bool { ![source, target].allSatisfy { $0.supports(.verbatimJSON) } }
}
