internal import MilvusClient

/// Learns what a check must know of both ends; changes nothing.
struct PairInquiry {
  let request: MigrationRequest
  let source: (cluster: Cluster, inquiry: Inquiry)
  let target: (cluster: Cluster, inquiry: Inquiry)

  /// Asks both ends.
  ///
  /// - Throws: `SideError` if an end does not answer, `Inquiry.Forbidden` if it must not.
  func facts() async throws -> PairFacts {
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
    let exists = try await databaseExists()
    return PairFacts(
      source: sourceEnd, target: targetEnd, targetDatabase: request.targetDatabase,
      targetDatabaseExists: exists, targetCollections: try await targetCollections(exists))
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
  private func databaseExists() async throws -> Bool? {
    let present = try await target.inquiry.wonder { client throws(MilvusError) in
      try await client.databases()
    }
    guard let present else {
      return request.targetDatabase == CollectionAddress.defaultDatabase ? true : nil
    }
    return present.contains(request.targetDatabase)
  }

  private func targetCollections(_ databaseExists: Bool?) async throws -> Int? {
    guard databaseExists != false else { return 0 }
    return try await target.inquiry.wonder { client throws(MilvusError) in
      try await client.collections(database: request.targetDatabase)
    }?.count
  }
}
