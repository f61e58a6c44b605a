public import JobJournal
public import MilvusClient

extension Engine {
  /// What the program loaded for a while and did not release, because its process died or the server
  /// did not answer; oldest first.
  public func abandonedLoads() -> [LoadClaim] { supervisor.claims.abandoned() }

  /// Forgets that a collection was loaded for a while: it is released, or loaded by its user now.
  ///
  /// - Throws: `JournalError` if the state folder cannot be written.
  public func settleLoads(of collection: CollectionAddress, on place: MilvusEndpoint) throws {
    try supervisor.claims.settle(LoadClaim.Subject(collection, on: place))
  }
}
