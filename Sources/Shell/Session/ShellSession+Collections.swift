internal import MigrationEngine
internal import MilvusClient

/// A collection that a command means, and the cluster that it is on.
struct LocatedCollection: Sendable {
  /// The side that was named, or the command's own.
  var side: Side
  /// Its database and its name.
  var address: CollectionAddress
  /// The cluster of the side.
  var cluster: OpenCluster

  /// The address with its side: `target:sales.docs`.
  var text: String { "\(side.rawValue):\(address)" }
}

extension ShellSession {
  /// The collection at an address, which need not exist; on the given side unless one was typed.
  func locate(_ text: String, on side: Side) throws -> LocatedCollection {
    let typed = try TypedAddress(parsing: text)
    let meant = typed.side ?? side
    guard !NamePattern.isOpen(typed.name) else {
      throw UsageError(
        .invalidValue, "\"\(text)\" is a pattern, and one collection has to be named",
        hint: "list collections \(typed.name)")
    }
    return LocatedCollection(
      side: meant, address: typed.collection(in: database(meant)),
      cluster: try openCluster(meant))
  }

  /// The collections at addresses that may hold patterns, in the order of typing, each once.
  func locateAll(_ texts: [String], on side: Side) async throws -> [LocatedCollection] {
    var found: [LocatedCollection] = []
    for text in texts {
      let typed = try TypedAddress(parsing: text)
      guard NamePattern.isOpen(typed.name) else {
        found.append(try locate(text, on: side))
        continue
      }
      found += try await matches(of: typed, on: typed.side ?? side, as: text)
    }
    var seen: Set<ServerName> = []
    return found.filter { seen.insert(ServerName($0.text)).inserted }
  }

  private func matches(
    of typed: TypedAddress, on side: Side, as text: String
  ) async throws -> [LocatedCollection] {
    let cluster = try openCluster(side)
    let database = typed.database ?? self.database(side)
    let names = try await collectionNames(on: side, database: database)
    let fitting = NamePattern(typed.name).selection(from: names)
    guard !fitting.isEmpty else {
      throw UsageError(.notFound, "no collection of the \(side.rawValue) fits \"\(text)\"")
    }
    return fitting.map { name in
      LocatedCollection(
        side: side, address: CollectionAddress(database: database, name: name), cluster: cluster)
    }
  }

  /// The names of a database's collections as the server has them now, sorted.
  func collectionNames(on side: Side, database: ServerName) async throws -> [ServerName] {
    let cluster = try openCluster(side)
    let names = try await naming(side) { try await cluster.client.collections(database: database) }
    self.names.keep(names, as: .collections, on: side, database: database)
    return names.sorted()
  }

  /// Runs calls about one collection; if it does not exist, the failure names similar ones.
  func calling<R>(
    about collection: LocatedCollection, _ body: (MilvusClient) async throws -> R
  ) async throws -> R {
    do {
      return try await naming(collection.side) { try await body(collection.cluster.client) }
    } catch let error as SideError where error.error.code == .collectionNotFound {
      throw await absence(of: collection)
    }
  }

  /// Makes sure that collections exist; the first that does not is named, beside similar ones.
  func requireExisting(_ collections: [LocatedCollection]) async throws {
    for collection in collections {
      _ = try await calling(about: collection) { try await $0.describe(collection.address) }
    }
  }

  private func absence(of collection: LocatedCollection) async -> MigrationError {
    let address = collection.address
    // Without the names the failure is the same, only less helpful.
    let known = try? await collectionNames(on: collection.side, database: address.database)
    return MigrationError(
      .collectionNotFound,
      "the \(collection.side.rawValue) has no collection \"\(address.name)\" in database "
        + "\"\(address.database)\"",
      candidates: DidYouMean.names(for: address.name.text, among: known?.map(\.text) ?? []))
  }
}
