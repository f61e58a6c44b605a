internal import MigrationEngine
internal import MilvusClient

/// Fetches the names that the cache asks for, beside the shell's loop.
///
/// One list at a time: nobody waits for it, and a cluster that hangs is not asked twice. A failed
/// fetch says nothing; the old names stay.
package struct NameRefresher: Sendable {
  private let session: ShellSession

  /// Makes the refresher of a session.
  package init(session: ShellSession) {
    self.session = session
  }

  /// Serves requests until the task is cancelled.
  package func run() async {
    for await key in session.names.requests { await refresh(key) }
  }

  private func refresh(_ key: NameCacheState.Key) async {
    guard let cluster = session.cluster(key.side) else {
      return session.names.fetchFailed(key)
    }
    let collection = CollectionAddress(database: key.database, name: key.collection)
    do {
      let names =
        switch key.kind {
        case .collections: try await cluster.client.collections(database: key.database)
        case .databases: try await cluster.databaseNames(on: key.side)
        case .partitions: try await cluster.client.partitions(of: collection)
        case .fields: try await cluster.client.describe(collection).schema.fieldNames
        }
      // Meanwhile the side may have been connected to another cluster.
      guard session.cluster(key.side)?.cluster.access == cluster.cluster.access else { return }
      session.names.keep(names, for: key)
    } catch {
      session.names.fetchFailed(key)
    }
  }
}

extension CollectionSchema {
  /// The names of the declared fields, and of those that hold structs.
  fileprivate var fieldNames: [ServerName] { fields.map(\.name) + structFields.map(\.name) }
}
