internal import MigrationPlanning
internal import MilvusClient

/// Asks one end who may do what there; changes nothing.
struct AccessProbe {
  let probe: Probe
  let end: EndFacts

  /// What the end tells.
  ///
  /// - Throws: `SideError` if it does not answer at all.
  func answer() async throws -> AccessAnswer {
    if let obstacle { return .absent(obstacle) }
    do {
      return .told(try await facts())
    } catch let failure as Probe.Forbidden {
      return .withheld("its user lacks the privilege \(failure.privilege)")
    } catch let failure as SideError where failure.error.isUnknownQuestion {
      return .withheld(failure.error.message)
    }
  }

  /// Why there is nothing to ask for, or to carry.
  private var obstacle: String? {
    let side = probe.side.rawValue
    if end.profile.kind.isZilliz {
      return "those of Zilliz Cloud, where the \(side) is, are set in its console or by its API"
    }
    guard end.version.supports(.users) else { return "the \(side), Milvus Lite, has no users" }
    // Measured on 2.3.5: a server without authorization makes roles, and refuses to grant.
    guard probe.side == .source || !probe.client.access.credentials.isNone else {
      return "the target was connected as nobody, and Milvus has only users grant something"
    }
    return nil
  }

  private func facts() async throws -> AccessFacts {
    let privilege = "SelectOwnership"
    let users = try await probe.ask(privilege) { client throws(MilvusError) in
      try await client.users()
    }
    let roles = try await probe.ask(privilege) { client throws(MilvusError) in
      try await client.roles()
    }
    let databases = try await probe.optionally { client throws(MilvusError) in
      try await client.databases()
    }
    let places = roles.map(\.name).filter { $0 != ServerRole.admin }.flatMap { role in
      (databases ?? [CollectionAddress.defaultDatabase]).map { (role: role, database: $0) }
    }
    let grants = try await inOrder(places) { place in
      try await probe.ask(privilege) { client throws(MilvusError) in
        try await client.grants(of: place.role, in: place.database)
      }
    }
    return AccessFacts(users: users, roles: roles, grants: Set(grants.flatMap(\.self)).sorted())
  }
}
