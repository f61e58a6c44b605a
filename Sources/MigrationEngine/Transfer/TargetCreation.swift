internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Makes the target collection, and proves that it is what was asked for; or makes sure that one which
/// is to be written into still is what was checked.
///
/// Every step looks first at what is there, because the program may have died in the midst of it: what
/// an earlier run of this job made is kept. That it was this job is in the journal before the request
/// is sent, and which collection came of it before the first entity is. A run that died in between
/// knows only that it asked: what bears the name then is taken for its own if it is empty, because no
/// entity was sent yet. Should somebody else have made an empty collection of that very schema in the
/// same moment, nobody's entities are touched. Anything else that was made meanwhile is left alone.
struct TargetCreation {
  let run: JobRun
  private var plan: MigrationPlan { run.plan }
  private var target: Endpoint { run.target }

  func perform() async throws {
    if plan.targetUse == .create {
      try await createDatabase()
      try await createCollection()
    }
    let found = try await requireSchema()
    if plan.targetUse == .create {
      try await run.journal.recordTarget(run.job.id, IdentityRecord(found.identity))
    }
    if plan.targetUse == .fill { try await requireEmpty() }
    try await createPartitions()
  }

  private func createDatabase() async throws {
    guard plan.createsDatabase, try await !hasDatabase() else { return }
    do {
      try await target.call { client throws(MilvusError) in
        try await client.createDatabase(plan.target.database)
      }
    } catch let error as SideError {
      // Another job of the same command may have made it just now.
      guard try await hasDatabase() else { throw error }
    }
  }

  private func hasDatabase() async throws -> Bool {
    try await target.call { client throws(MilvusError) in try await client.databases() }
      .contains(plan.target.database)
  }

  private func createCollection() async throws {
    let present = try await target.call { client throws(MilvusError) in
      try await client.collections(database: plan.target.database)
    }
    if present.contains(plan.target.name) {
      try await requireOwnCollection()
    } else {
      let definition = try plan.definition()
      try await run.journal.log(
        run.job.id, kind: JobEvent.creates, message: plan.target.description, at: Date())
      try await target.call { client throws(MilvusError) in
        try await client.create(plan.target, definition)
      }
    }
  }

  private func requireSchema() async throws -> CollectionDescription {
    let found = try await target.call { client throws(MilvusError) in
      try await client.describe(plan.target)
    }
    let differences = found.schema.differences(
      from: try plan.targetSchema(), describedBy: target.version)
    guard differences.isEmpty else {
      let wanted = plan.targetUse == .create ? "it was asked to create it" : "the source does"
      throw MigrationError(
        .schemaMismatch,
        """
        the target describes collection "\(plan.target)" otherwise than \(wanted): \
        \(differences.joined(separator: "; "))
        """)
    }
    return found
  }

  private func requireEmpty() async throws {
    let rows = try await storedRows()
    guard rows > 0 else { return }
    throw SideError(
      .target,
      MilvusError(
        .alreadyExists,
        "cannot fill collection \"\(plan.target)\": it holds \(rows) entities and was to be empty"))
  }

  private func requireOwnCollection() async throws {
    // Which one it made is known, and was compared when the run began.
    guard try await run.journal.targetIdentity(run.job.id) == nil else { return }
    let events = try await run.journal.events(run.job.id)
    if events.contains(where: { $0.kind == JobEvent.creates }), try await storedRows() == 0 {
      return
    }
    throw SideError(
      .target,
      MilvusError(
        .alreadyExists,
        "cannot create collection \"\(plan.target)\": the name was taken since the check"))
  }

  /// Statistics leave out what is not sealed, so all of it is sealed first.
  private func storedRows() async throws -> Int64 {
    try await run.flush()
    return try await target.call { client throws(MilvusError) in
      try await client.settledLoadState(of: plan.target) == .loaded
        ? try await client.count(plan.target) : try await client.statisticsRowCount(of: plan.target)
    }
  }

  private func createPartitions() async throws {
    guard !plan.partitionsToCreate.isEmpty else { return }
    let present = try await target.call { client throws(MilvusError) in
      try await client.partitions(of: plan.target)
    }
    for name in plan.partitionsToCreate where !present.contains(name) {
      try run.control.checkpoint()
      try await target.call { client throws(MilvusError) in
        try await client.createPartition(name, in: plan.target)
      }
    }
  }
}
