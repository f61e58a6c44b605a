internal import MigrationPlanning
package import MilvusClient

/// A range of keys and how many rows it holds.
package struct CutRange: Codable, Equatable {
  /// Where it begins and ends.
  package var range: KeyRange
  /// Keys that were seen in it; 0 for a rest of which nobody knows.
  package var rows: Int
}

/// Cuts the keys of one partition, as the scan finds them, into ranges of even size.
///
/// The ranges cover every key once: each begins after the last key of the one before, and the first
/// begins at the lowest key there can be. Keys that do not fill a range wait for the next page.
package struct RangeCutter {
  /// The last key of the last range that was cut; nil before the first.
  package private(set) var boundary: PrimaryKey?
  private var waiting: [PrimaryKey] = []

  /// Goes on after a boundary that was cut before.
  package init(after boundary: PrimaryKey?) {
    self.boundary = boundary
  }

  /// The key after which the scan has to go on.
  package var scanned: PrimaryKey? { waiting.last ?? boundary }

  /// Takes the next keys, in order, and returns the ranges that they fill; with `isLast` also the rest.
  package mutating func take(
    _ keys: [PrimaryKey], rowsPerRange size: Int, isLast: Bool
  ) -> [CutRange] {
    precondition(size > 0, "a range holds rows")
    waiting += keys
    var ranges: [CutRange] = []
    var start = 0
    while waiting.count - start >= size || (isLast && start < waiting.count) {
      let end = min(start + size, waiting.count)
      let upper = waiting[end - 1]
      ranges.append(CutRange(range: KeyRange(lower: boundary, upper: upper), rows: end - start))
      boundary = upper
      start = end
    }
    waiting.removeFirst(start)
    return ranges
  }
}
