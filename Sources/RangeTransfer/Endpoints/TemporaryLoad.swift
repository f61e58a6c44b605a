package import JobJournal
package import MigrationPlanning
package import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Something that is loaded for a while: claimed before it is loaded, released, and settled then.
package struct TemporaryLoad {
  /// Where it is claimed.
  package let claims: LoadClaims
  /// What is written down of it.
  package let claim: LoadClaim
  /// How its server is reached once more, to release it.
  package let access: MilvusAccess
  /// What is loaded, as a whole or in part.
  package let collection: CollectionAddress

  /// A load that is not claimed yet; by default of the whole collection.
  package init(
    _ claims: LoadClaims, _ loading: SourceLoading = .collection, of collection: CollectionAddress,
    _ side: Side, on access: MilvusAccess, owner: String, job: Int64? = nil
  ) {
    self.claims = claims
    self.access = access
    self.collection = collection
    claim = LoadClaim(
      LoadClaim.Subject(collection, on: access.endpoint), side: side.rawValue,
      partitions: loading.partitions, owner: owner, job: job, at: Date())
  }

  /// A load that was claimed before.
  package init(_ claims: LoadClaims, _ claim: LoadClaim, on access: MilvusAccess) {
    (self.claims, self.claim, self.access) = (claims, claim, access)
    collection = CollectionAddress(
      database: ServerName(claim.subject.database), name: ServerName(claim.subject.collection))
  }

  /// Whether the program has loaded it before, and died before it released it.
  var isLeftBehind: Bool { claims.abandoned().contains { $0.subject == claim.subject } }

  /// What the program has loaded of a collection before, and died before it released it.
  package static func leftBehind(
    _ claims: LoadClaims, of collection: CollectionAddress, on access: MilvusAccess
  ) -> SourceLoading {
    let subject = LoadClaim.Subject(collection, on: access.endpoint)
    let left = claims.abandoned().filter { $0.subject == subject }.map(\.partitions)
    guard !left.isEmpty else { return .none }
    return SourceLoading(partitions: left.contains([]) ? [] : left.flatMap(\.self))
  }

  /// Writes down that it is about to be loaded.
  package func begin() throws { try claims.add(claim) }

  /// Writes down that it is released.
  package func end() throws { try claims.settle(claim.subject) }

  /// Ends what dead processes claimed if the server says in time that it is released or gone.
  package func settleIfReleased() async {
    try? await within(access.releasePatience) {
      try await withMilvusClient(access) { client in
        let state = try await client.loadState(of: collection)
        guard [.notLoaded, .notExist].contains(state) else { return }
        try claims.settleAbandoned(claim.subject)
      }
    }
  }

  /// Whether its user has loaded or released it meanwhile, so that it is not to be released.
  package var isDisowned: Bool { claims.isDisowned(claim.subject) }

  /// Releases it after a failure, also in a cancelled task and where the shared connection is stuck.
  ///
  /// A process that is told to end has little time: what is not released by then stays claimed.
  package func release() async throws {
    if isDisowned { return try end() }
    let loading = SourceLoading(partitions: claim.partitions)
    do {
      try await Journal.shielded {
        try await within(access.releasePatience) {
          try await withMilvusClient(access) { try await $0.release(loading, of: collection) }
        }
      }
      try end()
    } catch {
      claims.abandon(claim.subject)
      throw error
    }
  }
}

/// Runs the body, and gives up after that time.
private func within(
  _ limit: Duration, _ body: @escaping @Sendable () async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw MilvusError(.timedOut, "the server did not answer within \(limit.components.seconds) s")
    }
    defer { group.cancelAll() }
    _ = try await group.next()
  }
}

extension SourceLoading {
  /// The partitions by name; none where it is the whole collection, or nothing.
  fileprivate var partitions: [String] {
    switch self {
    case .none, .collection: []
    case .partitions(let names): names.map(\.text)
    }
  }

  /// What a claim with these partitions has loaded.
  fileprivate init(partitions names: [String]) {
    self = names.isEmpty ? .collection : .partitions(names.map { ServerName($0) })
  }
}

extension LoadClaim.Subject {
  /// Names a collection of a cluster, or a property of it.
  package init(_ collection: CollectionAddress, on place: MilvusEndpoint, property: String? = nil) {
    self.init(
      place: place.description, database: collection.database.text,
      collection: collection.name.text, property: property)
  }
}
