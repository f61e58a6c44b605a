internal import MigrationEngine
internal import MilvusClient

extension MigrationArguments {
  /// What is asked for, one request for each database, and the databases that cannot be looked into.
  struct Wish {
    var requests: [MigrationRequest]
    var unlisted: [Finding] = []
  }

  /// What the engine is asked for.
  ///
  /// A database whose collections are not told stops nothing but itself, and nothing if it is left out.
  func wish(in session: ShellSession) async throws -> Wish {
    var wish = try await typedWish(in: session)
    // The server of a file is ours alone, and has nothing loaded when it starts.
    if session.cluster(.source)?.server != nil {
      for index in wish.requests.indices { wish.requests[index].options.loadSource = true }
    }
    return wish
  }

  private func typedWish(in session: ShellSession) async throws -> Wish {
    guard allDatabases else { return Wish(requests: [try await request(in: session)]) }
    var available: [(database: ServerName, names: [ServerName])] = []
    var unlisted: [ServerName] = []
    var findings: [Finding] = []
    for database in try await sourceDatabases(of: session) {
      do {
        let names = try await session.collectionNames(on: .source, database: database)
        available.append((database, names))
      } catch let error as SideError where error.isRefusal {
        unlisted.append(database)
        guard try !leavesOut(database) else { continue }
        findings.append(
          Finding(
            .blocker, .databaseUnlisted, subject: .database(database),
            "its collections are not told: \(error.error.message)",
            hint: "have an administrator of the source grant ShowCollections, or leave it out with "
              + "--exclude \(TypedAddress.everything(in: database))"))
      }
    }
    return Wish(
      requests: try requests(among: available, besides: unlisted), unlisted: findings)
  }

  /// Whether no collection is named in any way.
  var isEmpty: Bool { names.isEmpty && !all && match.isEmpty && !allDatabases }

  /// A request about no collection, which is one about both ends.
  func endsOnly(in session: ShellSession) -> Wish {
    let request = MigrationRequest(
      sourceDatabase: database ?? session.database(.source),
      targetDatabase: targetDatabase ?? session.database(.target), collections: [],
      options: options)
    return Wish(requests: [request])
  }

  /// Whether all of a database is left out.
  private func leavesOut(_ database: ServerName) throws(UsageError) -> Bool {
    try Self.patterns(exclude).contains { $0.name.text == "*" && $0.mayConcern(database) }
  }

  /// A request for each database of which something is chosen, `besides` those that hide theirs.
  func requests(
    among available: [(database: ServerName, names: [ServerName])],
    besides unlisted: [ServerName] = []
  ) throws(UsageError) -> [MigrationRequest] {
    var selection = try selection(of: [])
    selection.all = match.isEmpty
    try selection.refuseStrayPatterns(
      among: available.flatMap { place in
        place.names.map { CollectionAddress(database: place.database, name: $0) }
      }, besides: unlisted)
    let requests = available.map { place in
      MigrationRequest(
        sourceDatabase: place.database, targetDatabase: place.database,
        collections: selection.fitting(in: place.database, among: place.names), options: options)
    }.filter { !$0.collections.isEmpty }
    guard !requests.isEmpty else {
      throw UsageError(.notFound, "no collection of any database is left by what was chosen")
    }
    try selection.refuseStrayRenamings(
      requests.flatMap { request in
        request.collections.map {
          CollectionAddress(database: request.sourceDatabase, name: $0.source)
        }
      })
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
    let selection = try selection(of: typed)
    let available =
      selection.needsNames
      ? try await session.collectionNames(on: .source, database: database) : []
    return MigrationRequest(
      sourceDatabase: database,
      targetDatabase: targetDatabase ?? session.database(.target),
      collections: try selection.choices(in: database, among: available), options: options)
  }

  private func selection(of names: [NamePattern]) throws(UsageError) -> CollectionSelection {
    CollectionSelection(
      names: names, all: all, match: try Self.patterns(match),
      exclude: try Self.patterns(exclude), renamings: rename)
  }

  private static func patterns(_ texts: [String]) throws(UsageError) -> [TypedAddress] {
    try texts.map { text throws(UsageError) in
      let pattern = try TypedAddress(parsing: text)
      guard pattern.side != .target else { throw wrongSide(text) }
      return pattern
    }
  }

  private static func wrongSide(_ text: String) -> UsageError {
    UsageError(
      .readOnly, "\"\(text)\" is on the target, and collections come from the source")
  }

  /// The names without side and database, and the one database that they are in.
  func typedNames(
    current: ServerName
  ) throws(UsageError) -> (names: [NamePattern], database: ServerName) {
    var databases: [ServerName] = database.map { [$0] } ?? []
    var typed: [NamePattern] = []
    for name in names {
      let address = try TypedAddress(parsing: name)
      guard address.side != .target else { throw Self.wrongSide(name) }
      let other = try address.databaseName(current: databases.first ?? current)
      if address.database != nil, !databases.contains(other) { databases.append(other) }
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
