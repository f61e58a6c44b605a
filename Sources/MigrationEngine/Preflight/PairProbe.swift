internal import MigrationPlanning
internal import MilvusClient

/// Learns what a check must know of both ends; changes nothing.
struct PairProbe {
  let source: (cluster: Cluster, probe: Probe)
  let target: (cluster: Cluster, probe: Probe)

  /// Asks both ends; for each request what is known with regard to its database of the target.
  ///
  /// - Throws: `SideError` if an end does not answer, `Probe.Forbidden` if it must not.
  func facts(for requests: [MigrationRequest], learnedRate: Double?) async throws -> [PairFacts] {
    let sourceEnd = try await end(source.cluster, source.probe)
    var targetEnd = try await end(target.cluster, target.probe)
    targetEnd.learnedRate = learnedRate
    let health = try await target.probe.optionally { client throws(MilvusError) in
      try await client.health()
    }
    if let health {
      targetEnd.denial =
        health.deniesWriting
        ? health.reasons.isEmpty ? "writing is denied" : health.reasons.joined(separator: "; ")
        : nil
      targetEnd.complaints = health.isHealthy ? [] : health.reasons
    }
    let present = try await target.probe.optionally { client throws(MilvusError) in
      try await client.databases()
    }
    let contents = try await targetContents(
      of: present ?? [CollectionAddress.defaultDatabase],
      PlanLimits.of(targetEnd.profile, targetEnd.version))
    let access =
      requests.contains { $0.options.carriesAccess }
      ? AccessAnswers(
        source: try await AccessProbe(probe: source.probe, end: sourceEnd).answer(),
        target: try await AccessProbe(probe: target.probe, end: targetEnd).answer()) : nil
    return requests.map(\.targetDatabase).map { database in
      PairFacts(
        source: sourceEnd, target: targetEnd, targetDatabase: database,
        targetDatabaseExists: isThere(database, among: present, on: targetEnd.version),
        targetCollections: contents?.collections, targetPartitions: contents?.partitions,
        access: access)
    }
  }

  private func end(_ cluster: Cluster, _ probe: Probe) async throws -> EndFacts {
    let identity = try await probe.ask("Connect") { client throws(MilvusError) in
      try await client.identify()
    }
    return EndFacts(
      label: cluster.label, place: "\(cluster.access.endpoint)", profile: cluster.profile,
      server: identity.server, versionText: identity.versionText, roundTrip: identity.roundTrip)
  }

  /// Free and Serverless clusters refuse the question and have the default database only.
  private func isThere(
    _ database: ServerName, among present: [ServerName]?, on version: ServerVersion
  ) -> Bool? {
    if let present { return present.contains(database) }
    if database == CollectionAddress.defaultDatabase { return true }
    return version.supports(.databases) ? nil : false
  }

  /// What counts towards the limits of the whole target; nil if there are none.
  private func targetContents(
    of databases: [ServerName], _ limits: PlanLimits
  ) async throws -> (collections: Int, partitions: Int?)? {
    guard limits.collections != nil else { return nil }
    var collections: [CollectionAddress] = []
    for database in databases {
      let names = try await target.probe.optionally { client throws(MilvusError) in
        try await client.collections(database: database)
      }
      guard let names else { return nil }
      collections += names.map { CollectionAddress(database: database, name: $0) }
    }
    // A call for each collection: more of them take longer than the answer is worth.
    guard limits.partitions != nil, collections.count <= 100 else {
      return (collections.count, nil)
    }
    var (present, partitions) = (collections.count, 0)
    for collection in collections {
      do {
        let names = try await target.probe.optionally { client throws(MilvusError) in
          try await client.partitions(of: collection)
        }
        guard let names else { return (present, nil) }
        partitions += names.count
      } catch let error as SideError where error.error.code == .collectionNotFound {
        // It was dropped after it was listed.
        present -= 1
      }
    }
    return (present, partitions)
  }
}
