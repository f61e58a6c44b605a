internal import MilvusClient

/// Learns what a check must know of both ends; changes nothing.
struct PairInquiry {
  let source: (cluster: Cluster, inquiry: Inquiry)
  let target: (cluster: Cluster, inquiry: Inquiry)

  /// Asks both ends; for each of these databases of the target what is known with regard to it.
  ///
  /// - Throws: `SideError` if an end does not answer, `Inquiry.Forbidden` if it must not.
  func facts(of targetDatabases: [String]) async throws -> [PairFacts] {
    let sourceEnd = try await end(source.cluster, source.inquiry)
    var targetEnd = try await end(target.cluster, target.inquiry)
    let health = try await target.inquiry.wonder { client throws(MilvusError) in
      try await client.health()
    }
    if let health {
      targetEnd.denial =
        health.deniesWriting
        ? health.reasons.isEmpty ? "writing is denied" : health.reasons.joined(separator: "; ")
        : nil
      targetEnd.complaints = health.isHealthy ? [] : health.reasons
    }
    let present = try await target.inquiry.wonder { client throws(MilvusError) in
      try await client.databases()
    }
    var pairs: [PairFacts] = []
    for database in targetDatabases {
      let exists = Self.isThere(database, among: present)
      pairs.append(
        PairFacts(
          source: sourceEnd, target: targetEnd, targetDatabase: database,
          targetDatabaseExists: exists,
          targetCollections: try await targetCollections(of: database, exists)))
    }
    return pairs
  }

  private func end(_ cluster: Cluster, _ inquiry: Inquiry) async throws -> EndFacts {
    let identity = try await inquiry.ask("Connect") { client throws(MilvusError) in
      try await client.identify()
    }
    return EndFacts(
      label: cluster.label, place: "\(cluster.access.endpoint)", profile: cluster.profile,
      version: identity.version, versionText: identity.text, roundTrip: identity.roundTrip)
  }

  /// Free and Serverless clusters refuse the question and have the default database only.
  private static func isThere(_ database: String, among present: [String]?) -> Bool? {
    guard let present else { return database == CollectionAddress.defaultDatabase ? true : nil }
    return present.contains(database)
  }

  private func targetCollections(of database: String, _ exists: Bool?) async throws -> Int? {
    guard exists != false else { return 0 }
    return try await target.inquiry.wonder { client throws(MilvusError) in
      try await client.collections(database: database)
    }?.count
  }
}
