internal import MigrationPlanning
package import MilvusClient

/// Reads the keys of a partition in ascending order, page by page: the only place that does.
///
/// A server that misreads a filter may return the same keys for ever. So each page has to begin after
/// the last one, to ascend, and to end within the range that was asked for.
package struct KeyScan: Sendable {
  /// What pages are asked of.
  package let reader: RowReader
  /// Where the keys are; nil for the whole collection.
  package let partition: ServerName?
  /// The last key that there is to be; nil where there is no end.
  package let upper: PrimaryKey?
  /// The last key so far.
  package private(set) var last: PrimaryKey?

  /// A scan that begins with the range.
  package init(_ reader: RowReader, partition: ServerName?, in range: KeyRange = KeyRange()) {
    self.reader = reader
    self.partition = partition
    upper = range.upper
    last = range.lower
  }

  /// The next keys; none only if there are no more.
  package mutating func next() async throws -> [PrimaryKey] {
    let keys = try await reader.page(after: last, upTo: upper, partition: partition)
    for key in keys {
      if let last, !(last < key) {
        throw disorder("does not return keys in order: \(key) follows \(last)")
      }
      last = key
    }
    if let upper, let last, upper < last {
      throw disorder("returns key \(last) where none above \(upper) was asked for")
    }
    return keys
  }

  private func disorder(_ what: String) -> MigrationError {
    MigrationError(.rowsMissing, "the \(reader.side.rawValue) \(what)")
  }
}
