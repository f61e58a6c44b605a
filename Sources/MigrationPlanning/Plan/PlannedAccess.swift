public import MilvusClient

/// Roles and grants that the target lacks, to be made once the entities are verified.
public struct PlannedAccess: Sendable, Codable, Equatable {
  /// A role, and what it lacks.
  public struct Role: Sendable, Codable, Equatable {
    /// Its name.
    public var name: ServerName
    /// Whether it is made itself.
    public var isMade: Bool
    /// What it is granted.
    public var grants: [Grant]
    /// The users that are given it.
    public var users: [ServerName]
  }

  /// The roles, by name.
  public var roles: [Role]

  /// What a comparison found missing; nil if that is nothing.
  package init?(_ comparison: AccessComparison) {
    let grants = comparison.missingGrants
    roles = comparison.roles.map { role in
      Role(
        name: role.name, isMade: role.isOnTarget != true && role.name != ServerRole.everybody,
        grants: grants.filter { $0.role == role.name }, users: role.usersToGive)
    }.filter { !$0.isEmpty }
    guard !roles.isEmpty else { return nil }
  }
}

extension PlannedAccess.Role {
  fileprivate var isEmpty: Bool { !isMade && grants.isEmpty && users.isEmpty }

  /// What the target lacks, in words: `role "reader", given to "ann", with 2 grants`, or, if it has the
  /// role, `role "reader" for "ann" and 2 grants of it`.
  public var summary: String {
    let (role, people) = ("role \(Wording.name(name))", Wording.names(users))
    let count = Wording.count(Int64(grants.count), "grant", "grants")
    return switch (isMade, users.isEmpty, grants.isEmpty) {
    case (true, true, true): role
    case (true, true, false): "\(role) with \(count)"
    case (true, false, true): "\(role), given to \(people)"
    case (true, false, false): "\(role), given to \(people), with \(count)"
    case (false, true, _): "\(count) of \(role)"
    case (false, false, true): "\(role) for \(people)"
    case (false, false, false): "\(role) for \(people) and \(count) of it"
    }
  }

  /// What is done about it: `adds role "reader" for "ann"`.
  public var deed: String { "\(isMade ? "makes" : "adds") \(summary)" }
}

extension MigrationPlan {
  /// Takes in the roles and grants that concern the collection.
  mutating func take(_ answers: AccessAnswers?, for facts: CollectionFacts) {
    guard let answers else { return }
    var scope = AccessScope()
    scope.add(facts.source, as: facts.target, aliases: facts.aliases)
    guard let comparison = answers.comparison(in: scope) else { return }
    if case .absent(let reason) = answers.target {
      notCarried.append(NotCarried("roles and grants", because: reason))
      return
    }
    access = PlannedAccess(comparison)
    notCarried += comparison.missingUsers.map { user in
      NotCarried("user \"\(user.name)\"", because: "no server tells a password")
    }
  }
}
