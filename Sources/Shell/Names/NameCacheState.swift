package import MigrationEngine
package import MilvusClient

/// What is known of the names on both sides, and what should be asked again.
///
/// A value without a clock and without a network: the owner passes the time, and performs the
/// fetches that are asked for. A kept list is *fresh* for a minute, then *stale*: it is still
/// given out, and one fetch is asked for. While a fetch is under way no second one is asked for.
package struct NameCacheState: Sendable {
  /// One list of names.
  package struct Key: Hashable, Sendable {
    /// The cluster.
    package var side: Side
    /// The database the names live in; empty for the names of the databases themselves.
    package var database: ServerName
    /// What is named.
    package var kind: NameKind
    /// The collection whose partitions or fields are named; empty for any other kind.
    package var collection: ServerName

    /// Makes the key of one list.
    package init(
      side: Side, database: ServerName, kind: NameKind, collection: ServerName = ""
    ) {
      self.side = side
      self.collection = collection
      self.database = kind == .databases ? "" : database
      self.kind = kind
    }
  }

  /// What a look at the cache answers.
  package struct Answer: Sendable, Equatable {
    /// The names as last known, sorted; empty when they never were.
    package var names: [ServerName]
    /// Whether the caller must fetch the list now, and report `arrived` or `failed`.
    package var wantsFetch: Bool
  }

  private struct Entry {
    var names: [ServerName] = []
    var arrivedAt: ContinuousClock.Instant?
    var isFetching = false
  }

  private var entries: [Key: Entry] = [:]
  private let lifetime: Duration

  /// Makes an empty cache whose lists are fresh for the lifetime.
  package init(lifetime: Duration = .seconds(60)) {
    self.lifetime = lifetime
  }

  /// The names under the key, and whether they should be fetched.
  package mutating func look(_ key: Key, at now: ContinuousClock.Instant) -> Answer {
    var entry = entries[key] ?? Entry()
    let isFresh = entry.arrivedAt.map { $0.duration(to: now) < lifetime } ?? false
    let wantsFetch = !isFresh && !entry.isFetching
    if wantsFetch { entry.isFetching = true }
    entries[key] = entry
    return Answer(names: entry.names, wantsFetch: wantsFetch)
  }

  /// Replaces the names under the key and ends its fetch.
  package mutating func arrived(
    _ names: [ServerName], for key: Key, at now: ContinuousClock.Instant
  ) {
    entries[key] = Entry(names: names.sorted(), arrivedAt: now)
  }

  /// Ends the fetch of the key; the old names stay, and the next look asks again.
  package mutating func failed(_ key: Key) {
    entries[key]?.isFetching = false
  }

  /// Marks every list of the side as stale, because a command has changed names there.
  package mutating func expire(_ side: Side) {
    for key in entries.keys where key.side == side { entries[key]?.arrivedAt = nil }
  }

  /// Forgets the side, because it is connected to another cluster or to none.
  package mutating func forget(_ side: Side) {
    entries = entries.filter { $0.key.side != side }
  }
}

/// What a list of names names.
package enum NameKind: String, CaseIterable, Sendable {
  /// Collections of a database.
  case collections
  /// Databases of a cluster.
  case databases
  /// Partitions of a collection.
  case partitions
  /// Declared fields of a collection.
  case fields
}
