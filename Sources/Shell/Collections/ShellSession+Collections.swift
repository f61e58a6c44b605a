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
    guard let address = typed.collection(in: database(meant)) else {
      throw UsageError(
        .invalidValue, "\"\(text)\" is a pattern, and one collection has to be named",
        hint: "list collections \(Quoting.quoted(typed.name.text))")
    }
    return LocatedCollection(side: meant, address: address, cluster: try openCluster(meant))
  }

  /// The collection of the target that one of the source is compared with.
  ///
  /// Without a name it is the one of the same name in the target's current database, or, if that has
  /// none, in the database that is called as the source's.
  func counterpart(
    of source: LocatedCollection, named text: String?
  ) async throws -> LocatedCollection {
    if let text { return try locate(text, on: .target) }
    let name = source.address.name
    let plain = LocatedCollection(
      side: .target, address: CollectionAddress(database: database(.target), name: name),
      cluster: try openCluster(.target))
    var twin = plain
    twin.address.database = source.address.database
    guard twin.address != plain.address, await exists(twin) else { return plain }
    guard await exists(plain) else { return twin }
    let typed = Quoting.quoted(NameSpelling.escaped(twin.address, in: plain.address.database))
    await console.note("compared with \(plain.text); for the other one name \(typed) as well")
    return plain
  }

  private func exists(_ collection: LocatedCollection) async -> Bool {
    (try? await collection.cluster.client.describe(collection.address)) != nil
  }

  /// The collections at addresses that may hold patterns, in the order of typing, each once.
  func locateAll(_ texts: [String], on side: Side) async throws -> [LocatedCollection] {
    var found: [LocatedCollection] = []
    for text in texts {
      let typed = try TypedAddress(parsing: text)
      guard typed.isOpen else {
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
    let database = try typed.databaseName(current: self.database(side))
    let names = try await collectionNames(on: side, database: database)
    let fitting = typed.name.selection(from: names)
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
    } catch let error as SideError {
      if let absence = await absence(of: collection.address, on: collection.side, as: error) {
        throw absence
      }
      let names = HintNames(typed: typed(collection))
      let (plain, named) = (
        Hints.hint(for: error.error.code, side: error.side),
        Hints.hint(for: error.error.code, side: error.side, about: names)
      )
      throw plain == named ? error : AdvisedError(error: error, advice: named) as any Error
    }
  }

  /// The collection as it has to be typed: `target:sales.docs`.
  func typed(_ collection: LocatedCollection) -> String {
    Quoting.quoted(
      "\(collection.side.rawValue):"
        + NameSpelling.escaped(collection.address, in: database(collection.side)))
  }

  /// Makes sure that collections exist; the first that does not is named, beside similar ones.
  func requireExisting(_ collections: [LocatedCollection]) async throws {
    for collection in collections {
      _ = try await calling(about: collection) { try await $0.describe(collection.address) }
    }
  }

  /// What a failure says if it says that a collection is not there; else nil.
  func absence(
    of address: CollectionAddress, on side: Side, as error: SideError
  ) async -> MigrationError? {
    switch error.error.code {
    case .collectionNotFound:
      // Without the names the failure is the same, only less helpful.
      let known = try? await collectionNames(on: side, database: address.database)
      let near = DidYouMean.names(for: address.name.text, among: known?.map(\.text) ?? [])
      return absence(of: address, on: side, candidates: near.map { NameSpelling.escaped($0) })
    case .databaseNotFound:
      let meant = await meant(by: address, on: side)
      return meant.isEmpty ? nil : absence(of: address, on: side, candidates: meant)
    default: return nil
    }
  }

  /// What may be meant by an address whose database does not exist, as it is typed: a name with a dot, the
  /// database in other capitals, or behind the name.
  private func meant(by address: CollectionAddress, on side: Side) async -> [String] {
    if let name = await undivided(address, on: side) { return [NameSpelling.escaped(name)] }
    guard let client = cluster(side)?.client, let known = try? await client.databases() else {
      return []
    }
    func typed(_ database: ServerName, _ name: ServerName) -> String {
      "\(NameSpelling.escaped(database)).\(NameSpelling.escaped(name))"
    }
    let inFront = DidYouMean.names(for: address.database.text, among: known.map(\.text))
    let behind = known.filter { $0.text.lowercased() == address.name.text.lowercased() }
    return inFront.map { typed(ServerName($0), address.name) }
      + behind.map { typed($0, address.database) }
  }

  /// The collection of the current database whose name was read as one of a database and a name.
  func undivided(_ address: CollectionAddress, on side: Side) async -> ServerName? {
    let current = database(side)
    guard address.database != current else { return nil }
    let whole: ServerName = "\(address.database).\(address.name)"
    let known = try? await collectionNames(on: side, database: current)
    return known?.first { $0 == whole }
  }

  private func absence(
    of address: CollectionAddress, on side: Side, candidates: [String]
  ) -> MigrationError {
    MigrationError(
      .collectionNotFound,
      "the \(side.rawValue) has no collection \"\(address.name)\" in database "
        + "\"\(address.database)\"", candidates: candidates)
  }
}
