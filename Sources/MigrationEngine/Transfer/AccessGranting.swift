internal import MigrationPlanning
internal import MilvusClient

/// Makes the roles and grants that the target lacked, and gives users their roles.
///
/// It looks at what is there first, because an earlier run may have made some of it, and another job
/// of the same command the rest. Missing rights do not hold up a job whose entities have arrived.
struct AccessGranting {
  let run: JobRun

  func perform(_ result: inout JobResult) async throws {
    for role in run.plan.access?.roles ?? [] {
      try run.control.checkpoint()
      try await make(role, &result)
    }
  }

  /// A role that cannot be made is named once, with all that it was to have.
  private func make(_ role: PlannedAccess.Role, _ result: inout JobResult) async throws {
    let present = try await carry(role.summary, &result) {
      client throws(MilvusError) -> ServerRole in
      if role.isMade { try await client.createRole(role.name) }
      return try await client.roles().first { $0.name == role.name } ?? ServerRole(name: role.name)
    }
    guard let present else { return }
    for database in Set(role.grants.map(\.database)).sorted() {
      try await grant(role.grants.filter { $0.database == database }, in: database, &result)
    }
    for user in role.users where !present.users.contains(user) {
      try await carry("role \"\(role.name)\" of user \"\(user)\"", &result) {
        client throws(MilvusError) in
        try await client.give(role.name, to: user)
      }
    }
  }

  private func grant(
    _ grants: [Grant], in database: ServerName, _ result: inout JobResult
  ) async throws {
    guard let role = grants.first?.role else { return }
    let present = try await run.target.call { client throws(MilvusError) in
      try await client.grants(of: role, in: database)
    }
    for grant in grants where !present.contains(grant) {
      try await carry("grant of \(grant) to role \"\(role)\"", &result) {
        client throws(MilvusError) in
        try await client.grant(grant)
      }
    }
  }

  @discardableResult
  private func carry<R>(
    _ what: String, _ result: inout JobResult,
    _ body: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R? {
    try await run.carry(
      what, &result, refusedFor: { $0.isRefusalForGood || $0 == .permissionDenied }, body)
  }
}
