internal import MigrationEngine
internal import MilvusClient

extension MigrationArguments {
  /// What the engine is asked for, one request for each database.
  func requests(in session: ShellSession) async throws -> [MigrationRequest] {
    guard allDatabases else { return [try await request(in: session)] }
    var requests: [MigrationRequest] = []
    for database in try await sourceDatabases(of: session) {
      let available = try await session.collectionNames(on: .source, database: database)
      let selection = CollectionSelection(all: match.isEmpty, match: match, exclude: exclude)
      let picked = selection.fitting(among: available)
      guard !picked.isEmpty else { continue }
      requests.append(
        MigrationRequest(
          sourceDatabase: database, targetDatabase: database,
          collections: picked.map { CollectionChoice(source: $0) }, options: options))
    }
    guard !requests.isEmpty else {
      throw UsageError(.notFound, "no collection of any database is left by what was chosen")
    }
    return requests
  }

  /// Every database; the default one alone only where the server has no others.
  private func sourceDatabases(of session: ShellSession) async throws -> [ServerName] {
    do {
      return try await naming(.source) {
        try await session.openCluster(.source).client.databases()
      }.sorted()
    } catch let error as SideError
      where error.error.code.meansOneDatabase(on: session.cluster(.source)?.cluster.profile.kind)
    {
      return [CollectionAddress.defaultDatabase]
    }
  }

  /// The request about one database, once the names on the source are known where that is needed.
  private func request(in session: ShellSession) async throws -> MigrationRequest {
    let (typed, database) = try typedNames(current: session.database(.source))
    let selection = CollectionSelection(
      names: typed, all: all, match: match, exclude: exclude, renamings: rename)
    let available =
      selection.needsNames
      ? try await session.collectionNames(on: .source, database: database) : []
    return MigrationRequest(
      sourceDatabase: database,
      targetDatabase: targetDatabase ?? session.database(.target),
      collections: try selection.choices(among: available), options: options)
  }

  /// The names without side and database, and the one database that they are in.
  func typedNames(current: ServerName) throws(UsageError) -> (names: [String], database: ServerName)
  {
    var databases: [ServerName] = database.map { [$0] } ?? []
    var typed: [String] = []
    for name in names {
      let address = try TypedAddress(parsing: name)
      guard address.side != .target else {
        throw UsageError(
          .readOnly, "\"\(name)\" is on the target, and collections come from the source")
      }
      if let other = address.database, !databases.contains(other) { databases.append(other) }
      typed.append(address.name)
    }
    guard databases.count <= 1 else {
      let list = databases.joined(separator: ", ")
      throw UsageError(
        .invalidValue, "collections of several databases are named: \(list)",
        hint: "one command for each database")
    }
    return (typed, databases.first ?? current)
  }
}

extension MilvusError.Code {
  /// Whether a refusal to list databases means that there is the default one only, and not that some
  /// are hidden.
  fileprivate func meansOneDatabase(on kind: ClusterKind?) -> Bool {
    switch self {
    case .unsupportedByServer: true
    case .permissionDenied: kind == .free || kind == .serverless
    default: false
    }
  }
}
