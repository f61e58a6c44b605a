internal import MigrationPlanning
package import MilvusClient

extension RowReader {
  /// How rows were counted.
  package struct Counted: Equatable, Sendable {
    /// How many there are.
    package var rows: Int64
    /// Whether their keys were read, so that copies of a key count once.
    package let isByKeys: Bool

    /// A count by the server, or by keys.
    package init(rows: Int64, isByKeys: Bool) {
      (self.rows, self.isByKeys) = (rows, isByKeys)
    }
  }

  /// Live rows of a key range, copies of a key counted each; by their keys where the server has no
  /// count.
  package func counted(
    in range: KeyRange = KeyRange(), partition: ServerName?
  ) async throws -> Counted {
    do {
      let rows = try await call { source throws(MilvusError) in
        try await source.count(in: range, partition: partition)
      }
      return Counted(rows: rows, isByKeys: false)
    } catch let error as SideError where error.error.isUnknownQuestion {
      return Counted(rows: try await countKeys(in: range, partition: partition), isByKeys: true)
    }
  }

  /// The keys of a range, read page by page and forgotten.
  package func countKeys(in range: KeyRange, partition: ServerName?) async throws -> Int64 {
    var scan = KeyScan(self, partition: partition, in: range)
    var count: Int64 = 0
    while true {
      try Task.checkCancellation()
      let keys = try await scan.next()
      if keys.isEmpty { return count }
      count += Int64(keys.count)
    }
  }

  /// How many rows have a key.
  package func copies(of key: PrimaryKey, partition: ServerName?) async throws -> Int64 {
    try await call { source throws(MilvusError) in
      try await source.copies(of: key, partition: partition)
    }
  }
}
