internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Repairer {
  /// Runs the body while the target takes the keys that it is given; afterwards it is as it was.
  ///
  /// What could not be put back, because the process died or the target was silent, is put back by the
  /// next repair.
  func whileTakingKeys<R: Sendable>(
    _ needed: TemporaryProperty?, _ body: () async throws -> R
  ) async throws -> R {
    guard !options.isDryRun, let property = needed ?? owedProperty else { return try await body() }
    let subject = LoadClaim.Subject(
      target.address, on: target.client.access.endpoint, property: property.key)
    noting {
      try verifier.claims.add(
        LoadClaim(
          subject, side: Side.target.rawValue, owner: verifier.owner, value: property.after,
          at: Date()))
    }
    let result: R
    do {
      try await set(property.key, to: property.during)
      result = try await body()
    } catch {
      do {
        try await putBack(property, subject)
      } catch let second {
        verifier.claims.abandon(subject)
        verifier.announce(
          .notice(
            "target:\(target.address) keeps \(property.key)=\(property.during) until the next "
              + "repair: \(failureMessage(of: second))"))
      }
      throw error
    }
    try await putBack(property, subject)
    return result
  }

  /// What an earlier repair changed for a while and could not put back.
  private var owedProperty: TemporaryProperty? {
    let subject = LoadClaim.Subject(target.address, on: target.client.access.endpoint)
    let owed = verifier.claims.abandoned().first {
      $0.subject.collectionAlone == subject && $0.value != nil
    }
    guard let owed, let key = owed.subject.property, let value = owed.value else { return nil }
    return TemporaryProperty(key: key, during: "true", after: value)
  }

  private func noting(_ record: () throws -> Void) {
    do { try record() } catch {
      verifier.announce(
        .notice("nothing remembers how \"\(target.address)\" was: \(failureMessage(of: error))"))
    }
  }

  private func putBack(_ property: TemporaryProperty, _ subject: LoadClaim.Subject) async throws {
    try await set(property.key, to: property.after)
    noting { try verifier.claims.settle(subject) }
  }

  /// Sets a property of the target, also in a cancelled task and where the shared connection is stuck.
  private func set(_ key: String, to value: String) async throws {
    let (access, collection) = (target.client.access, target.address)
    try await completing(within: .seconds(3)) { [retrier = target.retrier] in
      try await withMilvusClient(access) { client in
        try await retrier.call(.target) { () async throws(MilvusError) in
          try await client.setProperties(collection, [key: value])
        }
      }
    }
  }

  /// Makes sure that a target which generates keys holds rows under those of the source.
  ///
  /// If rows got new keys when they were copied, each would be missing and each would be extra, and
  /// a repair would double the collection. Of a hundred keys of each partition one at least is there.
  func requireSameKeys(_ work: Work) async throws {
    guard work.described.target.schema.isAutoID else { return }
    let readers = readers(work.views)
    var seen = false
    for partition in work.described.partitions {
      var scan = KeyScan(readers.left, partition: partition)
      let keys = try await scan.next().spread(100)
      seen = seen || !keys.isEmpty
      let twins = try await readers.right.present(keys, partition: partition)
      if !twins.isEmpty { return }
    }
    let stored = try await verifier.count(readers.right, nil)
    guard seen, stored > 0 else { return }
    throw MigrationError(
      .notRepairable,
      """
      the target "\(target.address)" generates its keys and holds none of the first keys of the \
      source: its entities have keys of their own, and nothing tells which is which
      """)
  }
}
