internal import MigrationPlanning
internal import MilvusClient

/// Everything that a server says of one collection, apart from its rows.
struct CollectionSnapshot: Sendable, Equatable {
  var description: CollectionDescription
  /// Its partitions; those of a partition key bear names of the server's.
  var partitions: [ServerName]
  var indexes: [PlannedIndex]
  var aliases: [ServerName]
  var version: ServerVersion
  var profile: ClusterProfile
  /// The collections that other names lead to on the same server.
  var owners: [ServerName: ServerName] = [:]

  var schema: CollectionSchema { description.schema }
}

extension CollectionEnd {
  /// Asks for everything but what is ignored; changes nothing.
  ///
  /// - Throws: `MigrationError` with `.collectionNotFound` and the names that there are.
  func snapshot(
    _ profile: ClusterProfile, ignoring ignored: Set<DiffOptions.Part>
  ) async throws -> CollectionSnapshot {
    let description = try await described()
    // An alias leads to the description; everything else is asked by the collection's own name.
    let own = description.address
    let partitions = try await call { client throws(MilvusError) in
      try await client.partitions(of: own)
    }
    var snapshot = CollectionSnapshot(
      description: description, partitions: partitions, indexes: [], aliases: [],
      version: version, profile: profile)
    if !ignored.contains(.index) {
      let indexes = try await call { client throws(MilvusError) in
        try await client.indexes(of: own)
      }
      snapshot.indexes = indexes.map(PlannedIndex.init)
    }
    if !ignored.contains(.alias) {
      snapshot.aliases = try await call { client throws(MilvusError) in
        try await client.aliases(of: own)
      }.sorted()
    }
    return snapshot
  }

  private func described() async throws -> CollectionDescription {
    do {
      return try await call { client throws(MilvusError) in try await client.describe(address) }
    } catch let failure as SideError where failure.error.code == .collectionNotFound {
      let present = try await call { client throws(MilvusError) in
        try await client.collections(database: address.database)
      }
      throw MigrationError(
        .collectionNotFound,
        """
        the \(side.rawValue) has no collection "\(address.name)" in database \
        "\(address.database)"
        """,
        candidates: present.map(\.text), cause: failure.error)
    }
  }

  /// The collections that these names lead to, by name; free names are left out.
  func owners(of names: [ServerName]) async throws -> [ServerName: ServerName] {
    var owners: [ServerName: ServerName] = [:]
    for name in names {
      let place = CollectionAddress(database: address.database, name: name)
      do {
        owners[name] = try await call { client throws(MilvusError) in
          try await client.describe(place).address.name
        }
      } catch let failure as SideError where failure.error.code == .collectionNotFound {
        continue
      }
    }
    return owners
  }
}
