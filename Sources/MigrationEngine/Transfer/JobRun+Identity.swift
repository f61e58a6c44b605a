internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// Whether both ends still are the collections that the job began with.
///
/// A name says nothing: between two runs of a job its collection may be dropped and made anew, with
/// other entities under the same keys. So the numbers and times that servers give to collections are
/// compared when a run starts and before a job may call itself successful. Milvus Lite gives neither;
/// there the name, the schema and the counts have to do.
extension JobRun {
  /// Makes sure of both ends, of the source's schema, and of the alias that the user gave.
  func requirePlannedEnds() async throws {
    try requirePlannedSchema(of: try await plan.knownSource.require(on: source))
    try await requireSameTarget()
    if let moved = try await movedAlias() {
      throw MigrationError(
        .collectionReplaced, "\(moved), and the job copies \"\(plan.source)\"")
    }
  }

  /// Makes sure of both ends; an alias that was moved meanwhile is told.
  func requireSameEnds() async throws {
    try await plan.knownSource.require(on: source)
    try await requireSameTarget()
    if let moved = try await movedAlias() {
      notify(.attention, "\(moved); the job copied \"\(plan.source)\", as planned")
    }
  }

  private func requirePlannedSchema(of found: CollectionDescription) throws {
    let differences = found.schema.differences(
      from: try plan.sourceSchema(), describedBy: source.version)
    guard differences.isEmpty else {
      throw MigrationError(
        .planChanged,
        """
        the schema of the source "\(plan.source)" is not that of the plan: \
        \(differences.joined(separator: "; "))
        """)
    }
  }

  /// A job of an older journal has not recorded which collection it made: what is there counts.
  private func requireSameTarget() async throws {
    guard let known = try await journal.knownTarget(of: job, plan) else { return }
    let found = try await known.require(on: target)
    if known.identity == nil {
      try await journal.recordTarget(job.id, IdentityRecord(found.identity))
    }
  }

  /// What became of the alias that the user gave; nil if it leads to the collection that is copied.
  private func movedAlias() async throws -> String? {
    guard let alias = plan.sourceAlias else { return nil }
    let address = CollectionAddress(database: plan.source.database, name: alias)
    let owner = try await source.call { client throws(MilvusError) in
      try await client.described(address)?.address
    }
    guard owner != plan.source else { return nil }
    return "the alias \"\(alias)\" " + (owner.map { "leads to \"\($0)\" now" } ?? "is gone")
  }
}
