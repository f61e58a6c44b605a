internal import MigrationPlanning
internal import MilvusClient
internal import Synchronization

/// What is read of both sides of a comparison.
struct RowViews: Codable, Equatable, Sendable {
  let left: RowView
  let right: RowView
}

/// Both ends of comparisons, as this process speaks to them.
final class TileEnds: Sendable {
  let source, target: Endpoint
  private let last = Mutex<(views: RowViews, readers: TileReaders)?>(nil)

  init(_ source: Endpoint, _ target: Endpoint) {
    (self.source, self.target) = (source, target)
  }

  /// Readers of both sides; the same for each range, so that what they learn is kept.
  func readers(of views: RowViews) -> TileReaders {
    last.withLock { last in
      if let last, last.views == views { return last.readers }
      let readers = TileReaders(
        left: source.reader(of: views.left), right: target.reader(of: views.right))
      last = (views, readers)
      return readers
    }
  }

  /// What compares the rows that the views show.
  func comparison(of views: RowViews) -> TileComparison {
    comparison(by: readers(of: views), views)
  }

  /// What compares the rows as they are at the present moment.
  func renewedComparison(of views: RowViews) async throws -> TileComparison {
    let left = try await source.renewed(views.left)
    let right = try await target.renewed(views.right)
    return comparison(
      by: TileReaders(left: source.reader(of: left), right: target.reader(of: right)), views)
  }

  private func comparison(by readers: TileReaders, _ views: RowViews) -> TileComparison {
    TileComparison(
      readers: readers, columns: views.left.columns, comparesMeaning: comparesMeaning)
  }

  /// Whether JSON is compared by what it means: Lite writes it anew.
  var comparesMeaning: Bool { ![source, target].allSatisfy { $0.supports(.verbatimJSON) } }
}
