package import MilvusClient
package import SwiftProtobuf

extension FakeMilvus {
  /// One live copy of a row, for comparison.
  package struct Row: Sendable, Hashable {
    /// The key.
    package var key: PrimaryKey
    /// The partition that it is in.
    package var partition: ServerName
    /// Its values by field, as the bytes of one value each; a field without one is null.
    package var cells: [ServerName: [UInt8]]
  }

  /// The live rows of a collection by key and partition, each copy of a key by itself.
  package func rows(of collection: String, in database: String = "default") -> [Row] {
    collectionOrTrap(collection, in: database).liveRows
      .sorted { ($0.key, $0.partition) < ($1.key, $1.partition) }
      .map { Row(key: $0.key, partition: $0.partition, cells: $0.cells) }
  }

  /// The keys of rows that a misled server routed by something else, and will never find again.
  package func misroutedKeys(of collection: String) -> [PrimaryKey] {
    collectionOrTrap(collection, in: "default").liveRows
      .filter { $0.route != $0.key }.map(\.key).sorted()
  }

  /// Whether the process has ended over a request.
  package var isCrashed: Bool { withCluster { $0.isCrashed } }

  /// Rows that were stored after their call had failed.
  package var landedRows: Int { withCluster { $0.landed } }

  /// Forgets replaced and deleted rows, as a compaction does.
  package func compact(_ collection: String) {
    withCluster { cluster in
      try? cluster.withCollection(collection, in: "default") { $0.compact() }
    }
  }

  /// Has the indexes of a collection so far from now on, of so many rows.
  package func build(
    _ collection: String, _ state: IndexDescription.State, pending: Int64 = 0, of total: Int64 = 0,
    reason: String = ""
  ) {
    withCluster { cluster in
      try? cluster.withCollection(collection, in: "default") {
        $0.build(state, pending: pending, of: total, reason: reason)
      }
    }
  }

  /// Names of the collections of a database.
  package func collections(in database: String = "default") -> [ServerName] {
    withCluster { $0.databases[ServerName(database)]?.collections.keys.sorted() ?? [] }
  }

  /// Carries out a call past faults and records, as a test prepares it.
  ///
  /// - Throws: The server's refusal.
  @discardableResult
  package func perform(_ method: String, _ request: some Message) throws -> [UInt8] {
    try perform(method, bytes: try request.serializedBytes())
  }

  /// Carries out a call past faults and records.
  ///
  /// - Throws: The server's refusal.
  @discardableResult
  package func perform(_ method: String, bytes: [UInt8]) throws -> [UInt8] {
    try withCluster { cluster in try FakeCall.named(method).run(&cluster, bytes) }
  }

  private func collectionOrTrap(_ name: String, in database: String) -> FakeCollection {
    guard let collection = withCluster({ try? $0.collection(name, in: database) }) else {
      preconditionFailure("the fake has no collection \(name)")
    }
    return collection
  }
}
