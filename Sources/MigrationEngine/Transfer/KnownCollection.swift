internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// A collection as a job knows it, to be held against what bears its name now.
struct KnownCollection: Equatable {
  let side: Side
  let address: CollectionAddress
  /// What tells it from others; nil if it was never asked for.
  let identity: CollectionIdentity?

  /// Why what the name leads to is not this collection; nil if it may be.
  func objection(to found: (address: CollectionAddress, identity: CollectionIdentity)?) -> String? {
    let name = "the \(side.rawValue) collection \"\(address)\""
    guard let found else { return "\(name) is gone: it was dropped since the job first saw it" }
    guard found.address.name == address.name else {
      return "\(name) is gone, and its name is an alias of \"\(found.address)\" now"
    }
    guard let identity, !identity.mayBe(found.identity) else { return nil }
    let ids = (identity.id, found.identity.id)
    let numbers = ids.0 == ids.1 ? "" : " (its id was \(ids.0) and is \(ids.1))"
    return "\(name) is another one than the job first saw: it was dropped and made anew\(numbers)"
  }

  /// Makes sure that the name leads to this collection, and returns what the server says of it.
  ///
  /// - Throws: `MigrationError` with `.collectionReplaced`.
  @discardableResult
  func require(on end: Endpoint) async throws -> CollectionDescription {
    let found = try await end.call { client throws(MilvusError) in
      try await client.described(address)
    }
    if let objection = objection(to: found.map { ($0.address, $0.identity) }) {
      throw MigrationError(.collectionReplaced, objection)
    }
    guard let found else { preconditionFailure("what is gone is objected to") }
    return found
  }
}

extension MilvusClient {
  /// What the server says about a collection; nil if there is none of that name.
  func described(
    _ collection: CollectionAddress
  ) async throws(MilvusError) -> CollectionDescription? {
    do throws(MilvusError) {
      return try await describe(collection)
    } catch {
      guard [.collectionNotFound, .databaseNotFound].contains(error.code) else { throw error }
      return nil
    }
  }
}

extension Journal {
  /// The collection that a job writes to, as far as it has seen or made it; nil before that.
  func knownTarget(of job: JobRecord, _ plan: MigrationPlan) async throws -> KnownCollection? {
    let recorded = try await targetIdentity(job.id).map(CollectionIdentity.init)
    guard plan.targetUse != .create || recorded != nil || job.phase > .create else { return nil }
    return KnownCollection(
      side: .target, address: plan.target, identity: recorded ?? plan.targetIdentity)
  }
}

extension MigrationPlan {
  /// The source, as it was when the plan was made.
  var knownSource: KnownCollection {
    KnownCollection(side: .source, address: source, identity: sourceIdentity)
  }
}

extension CollectionIdentity {
  /// An identity that the journal kept.
  init(_ record: IdentityRecord) {
    self.init(
      id: record.collectionID, createdTimestamp: UInt64(bitPattern: record.createdTimestamp))
  }
}

extension IdentityRecord {
  /// An identity for the journal.
  init(_ identity: CollectionIdentity) {
    self.init(
      collectionID: identity.id, createdTimestamp: Int64(bitPattern: identity.createdTimestamp))
  }
}
