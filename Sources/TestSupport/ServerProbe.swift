package import MilvusClient

/// What a test asks a server without the program that it tests.
package struct ServerProbe: Sendable {
  private let access: MilvusAccess

  /// Asks the server at an address, with more patience than a user: it may be busy with other tests.
  package init(_ address: String) throws {
    access = MilvusAccess(
      endpoint: try MilvusEndpoint.parse(address).endpoint, timeout: .seconds(60))
  }

  /// The port at which it listens.
  package var port: Int { access.endpoint.port }

  /// Counts the live rows of a collection, a key that is there twice twice; it stays loaded.
  package func count(_ collection: String) async throws -> Int64 {
    try await withMilvusClient(access) { client in
      try await client.loadAndWait(address(collection), pollEvery: .milliseconds(100))
      return try await client.count(address(collection))
    }
  }

  /// The other names of a collection.
  package func aliases(of collection: String) async throws -> [String] {
    try await withMilvusClient(access) { try await $0.aliases(of: address(collection)).map(\.text) }
  }

  /// Whether a collection is in memory, wholly or in part.
  package func isLoaded(_ collection: String) async throws -> Bool {
    try await withMilvusClient(access) {
      try await $0.loadState(of: address(collection)) != .notLoaded
    }
  }

  /// Whether a partition of a collection is in memory.
  package func isLoaded(_ collection: String, partition: String) async throws -> Bool {
    try await withMilvusClient(access) {
      try await $0.settledLoadState(of: address(collection), partition: ServerName(partition))
        == .loaded
    }
  }

  /// Takes a collection into memory, or only some of its partitions.
  package func load(_ collection: String, partitions: [String] = []) async throws {
    try await withMilvusClient(access) { client in
      guard !partitions.isEmpty else { return try await client.loadAndWait(address(collection)) }
      try await client.loadPartitions(partitions.map { ServerName($0) }, of: address(collection))
    }
    for partition in partitions {
      try await waitUntil("\(partition) is loaded") {
        try await isLoaded(collection, partition: partition) ? () : nil
      }
    }
  }

  /// Whether there is a collection of that name.
  package func has(_ collection: String) async throws -> Bool {
    try await withMilvusClient(access) {
      try await $0.collections(database: CollectionAddress.defaultDatabase)
        .contains(ServerName(collection))
    }
  }

  /// Takes a collection out of memory.
  package func release(_ collection: String) async throws {
    try await withMilvusClient(access) { try await $0.release(address(collection)) }
  }

  /// Deletes rows by their keys; the collection need not be loaded.
  package func delete(_ keys: [PrimaryKey], of collection: String) async throws {
    try await withMilvusClient(access) { client in
      _ = try await client.delete(keys, of: address(collection), keyField: "id")
    }
  }

  /// Deletes rows of a collection that `seed_ranges.py` has made, or of its copy, by their numbers.
  package func deleteSeeded(_ numbers: Range<Int64>, of collection: String) async throws {
    let hasTextKeys = collection.hasPrefix("varchar")
    let keys = numbers.map { number -> PrimaryKey in
      let digits = String(number)
      let zeros = String(repeating: "0", count: max(0, 8 - digits.count))
      return hasTextKeys ? .varchar("key \(zeros)\(digits)") : .int64(number)
    }
    try await delete(keys, of: collection)
  }

  /// Removes a collection and its aliases, if it is there.
  package func drop(_ collection: String) async throws {
    try await withMilvusClient(access) { client in
      let names = try await client.collections(database: CollectionAddress.defaultDatabase)
      guard names.contains(ServerName(collection)) else { return }
      for alias in try await client.aliases(of: address(collection)) {
        try await client.dropAlias(alias)
      }
      try await client.drop(address(collection))
    }
  }

  private func address(_ name: String) -> CollectionAddress {
    CollectionAddress(database: CollectionAddress.defaultDatabase, name: ServerName(name))
  }
}
