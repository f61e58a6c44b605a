internal import JobJournal
internal import MilvusClient

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Makes the target collection, and proves that it is what was asked for.
///
/// Every step looks first at what is there, because the program may have died in the midst of it: what
/// an earlier run of this job made is kept. That it was this job is in the journal before the request
/// is sent; a collection that was made by anybody else meanwhile is left alone.
struct TargetCreation {
  let run: JobRun
  private var plan: MigrationPlan { run.plan }
  private var target: MilvusClient { run.target }

  func perform() async throws {
    try await createDatabase()
    try await createCollection()
    try await createPartitions()
  }

  private func createDatabase() async throws {
    guard plan.createsDatabase else { return }
    let present = try await call { () async throws(MilvusError) in try await target.databases() }
    guard !present.contains(plan.target.database) else { return }
    try await call { () async throws(MilvusError) in
      try await target.createDatabase(plan.target.database)
    }
  }

  private func createCollection() async throws {
    let schema = try plan.targetSchema()
    let present = try await call { () async throws(MilvusError) in
      try await target.collections(database: plan.target.database)
    }
    if present.contains(plan.target.name) {
      try await requireOwnCollection()
    } else {
      let definition = try plan.definition()
      try await run.journal.log(
        run.job.id, kind: JobEvent.creates, message: plan.target.description, at: Date())
      try await call { () async throws(MilvusError) in
        try await target.create(plan.target, definition)
      }
    }
    let made = try await call { () async throws(MilvusError) in
      try await target.describe(plan.target)
    }
    let differences = made.schema.differences(from: schema, describedBy: run.targetVersion)
    guard differences.isEmpty else {
      throw MigrationError(
        .schemaMismatch,
        """
        the target describes collection "\(plan.target)" otherwise than it was asked to create it: \
        \(differences.joined(separator: "; "))
        """)
    }
  }

  private func requireOwnCollection() async throws {
    let events = try await run.journal.events(run.job.id)
    guard !events.contains(where: { $0.kind == JobEvent.creates }) else { return }
    throw SideError(
      .target,
      MilvusError(
        .alreadyExists,
        "cannot create collection \"\(plan.target)\": the name was taken since the check"))
  }

  private func createPartitions() async throws {
    guard !plan.partitionsToCreate.isEmpty else { return }
    let present = try await call { () async throws(MilvusError) in
      try await target.partitions(of: plan.target)
    }
    for name in plan.partitionsToCreate where !present.contains(name) {
      try run.control.checkpoint()
      try await call { () async throws(MilvusError) in
        try await target.createPartition(name, in: plan.target)
      }
    }
  }

  private func call<R>(_ body: () async throws(MilvusError) -> R) async throws -> R {
    try await run.persistence.call(.target, body)
  }
}
