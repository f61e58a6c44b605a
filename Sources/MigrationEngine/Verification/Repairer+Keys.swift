internal import JobJournal
internal import MilvusClient

extension Repairer {
  /// Runs the body while the target takes the keys that it is given; afterwards it is as it was.
  func whileTakingKeys<R: Sendable>(
    _ property: TemporaryProperty?, _ body: () async throws -> R
  ) async throws -> R {
    guard let property, !options.isDryRun else { return try await body() }
    try await set(property.key, to: property.during)
    let result: R
    do {
      result = try await body()
    } catch {
      do {
        try await set(property.key, to: property.after)
      } catch let second {
        verifier.announce(
          .notice(
            "target:\(target.address) keeps \(property.key)=\(property.during): "
              + failureMessage(of: second)))
      }
      throw error
    }
    try await set(property.key, to: property.after)
    return result
  }

  private func set(_ key: String, to value: String) async throws {
    let (client, collection) = (target.client, target.address)
    try await Journal.shielded { [persistence = target.persistence] in
      try await persistence.call(.target) { () async throws(MilvusError) in
        try await client.setProperties(collection, [key: value])
      }
    }
  }

  /// Makes sure that a target which generates keys holds rows under those of the source.
  ///
  /// If rows got new keys when they were copied, each would be missing and each would be extra, and
  /// a repair would double the collection. Of a hundred keys of each partition one at least is there.
  func requireSameKeys(_ work: Work) async throws {
    guard work.described.target.schema.isAutoID else { return }
    var seen = false
    for partition in work.described.partitions {
      var scan = KeyScan(work.readers.left, partition: partition)
      let keys = try await scan.next().spread(100)
      seen = seen || !keys.isEmpty
      let twins = try await work.readers.right.present(keys, partition: partition)
      if !twins.isEmpty { return }
    }
    let stored = try await verifier.count(work.readers.right, nil)
    guard seen, stored > 0 else { return }
    throw MigrationError(
      .notRepairable,
      """
      the target "\(target.address)" generates its keys and holds none of the first keys of the \
      source: its entities have keys of their own, and nothing tells which is which
      """)
  }
}
