internal import JobJournal
internal import MigrationPlanning
public import MilvusClient
internal import RangeTransfer

extension Engine {
  /// What the program loaded for a while and did not release, because its process died or the server
  /// did not answer; oldest first.
  public func abandonedLoads() -> [AbandonedLoad] {
    supervisor.claims.abandoned().map(AbandonedLoad.init).filter { $0.property == nil }
  }

  /// Forgets of what was left loaded on these clusters what they say is released; one that does not
  /// say so at once is believed to keep it.
  public func settleReleasedLoads(on clusters: [Cluster]) async {
    await withTaskGroup(of: Void.self) { group in
      for claim in supervisor.claims.abandoned() where claim.subject.property == nil {
        let cluster = clusters.first {
          $0.access.endpoint.description == claim.subject.place
        }
        guard let cluster else { continue }
        let temporaryLoad = TemporaryLoad(supervisor.claims, claim, on: cluster.access)
        group.addTask { await temporaryLoad.settleIfReleased() }
      }
    }
  }

  /// What a repair changed of a collection for a while and did not put back, oldest first.
  public func abandonedProperties() -> [AbandonedLoad] {
    supervisor.claims.abandoned().map(AbandonedLoad.init).filter { $0.property != nil }
  }

  /// Forgets what processes that have ended had loaded on servers of their own, which ended with them.
  ///
  /// Nobody is told of it, so that it does no harm where it cannot be removed.
  public static func sweepLoads(of stateFolder: String) {
    try? LoadClaims(folder: stateFolder).sweep()
  }

  /// Forgets that a collection was loaded for a while: its user has loaded or released it now.
  ///
  /// Jobs and comparisons that run then, in any process, leave it as it is.
  ///
  /// - Throws: `JournalError` if the state folder cannot be written.
  public func settleLoads(of collection: CollectionAddress, on place: MilvusEndpoint) throws {
    try supervisor.claims.disown(LoadClaim.Subject(collection, on: place))
  }
}
