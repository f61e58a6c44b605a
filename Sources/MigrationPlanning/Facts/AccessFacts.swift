package import MilvusClient

/// Who may do what on one server.
package struct AccessFacts: Sendable, Equatable {
  /// The names of its users.
  package var users: [ServerName]
  /// Its roles, with the users that have them.
  package var roles: [ServerRole]
  /// What its roles may do, but for the role that may do everything.
  package var grants: [Grant]

  /// Makes them from their parts.
  package init(users: [ServerName], roles: [ServerRole], grants: [Grant]) {
    self.users = users
    self.roles = roles
    self.grants = grants
  }
}

/// What became of asking a server who may do what.
package enum AccessAnswer: Sendable, Equatable {
  /// All of it.
  case told(AccessFacts)
  /// It cannot be asked, or given: why.
  case absent(String)
  /// It refuses to say: why.
  case withheld(String)

  /// What it told.
  package var facts: AccessFacts? {
    if case .told(let facts) = self { facts } else { nil }
  }
}

/// What both servers say of who may do what.
package struct AccessAnswers: Sendable, Equatable {
  /// The end that is read.
  package var source: AccessAnswer
  /// The end that is written.
  package var target: AccessAnswer

  /// Makes them from their parts.
  package init(source: AccessAnswer, target: AccessAnswer) {
    self.source = source
    self.target = target
  }
}

/// What of a server's grants concerns a migration, and what becomes of it on the target.
package struct AccessScope: Sendable {
  private var places: [CollectionAddress: CollectionAddress] = [:]
  private var databases: [ServerName: ServerName] = [:]
  /// Whether the whole server is meant.
  let isEverything: Bool

  /// A scope without collections; if it is everything, what is not added keeps its place.
  package init(isEverything: Bool = false) { self.isEverything = isEverything }

  /// Takes a collection in, whose aliases keep their names.
  package mutating func add(
    _ source: CollectionAddress, as target: CollectionAddress, aliases: [ServerName] = []
  ) {
    databases[source.database] = target.database
    places[source] = target
    for alias in aliases {
      places[CollectionAddress(database: source.database, name: alias)] = CollectionAddress(
        database: target.database, name: alias)
    }
  }

  /// The grant as the target is to have it; nil if it concerns something that is not moved.
  package func onTarget(_ grant: Grant) -> Grant? {
    var moved = grant
    if let collection = grant.collection {
      guard let place = place(of: collection) else { return isEverything ? grant : nil }
      (moved.database, moved.name) = (place.database, place.name)
    } else if grant.database != Grant.everything {
      guard let database = databases[grant.database] else { return isEverything ? grant : nil }
      moved.database = database
    }
    return moved
  }

  /// Where a collection is moved to; one that is named for all databases may be in any of them.
  private func place(of collection: CollectionAddress) -> CollectionAddress? {
    guard collection.database == Grant.everything else { return places[collection] }
    return places.keys.sorted { $0.database < $1.database }
      .first { $0.name == collection.name }.flatMap { places[$0] }
  }
}
