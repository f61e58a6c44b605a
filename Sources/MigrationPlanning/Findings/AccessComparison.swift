public import MilvusClient

/// Which users, roles and grants of the source the target has; grants of other collections left out.
public struct AccessComparison: Sendable, Equatable {
  /// A user of the source.
  public struct User: Sendable, Equatable {
    /// Its name.
    public var name: ServerName
    /// Its roles that are of concern, `admin` among them.
    public var roles: [ServerName]
    /// Whether the target has a user of that name; nil if it does not tell.
    public var isOnTarget: Bool?
  }

  /// A role of the source.
  public struct Role: Sendable, Equatable {
    /// Its name.
    public var name: ServerName
    /// The users that have it.
    public var users: [ServerName]
    /// Those of them that the target has, where they lack it.
    public var usersToGive: [ServerName]
    /// Whether the target has it; nil if it does not tell.
    public var isOnTarget: Bool?
  }

  /// A grant of the source.
  public struct Entry: Sendable, Equatable {
    /// The grant as it is.
    public var source: Grant
    /// The same with the names that the target has.
    public var target: Grant
    /// Whether the target has it; nil if it does not tell.
    public var isOnTarget: Bool?
  }

  /// The users, by name.
  public private(set) var users: [User] = []
  /// The roles that are of concern, by name; not the one that may do everything.
  public private(set) var roles: [Role] = []
  /// The grants that are of concern.
  public private(set) var grants: [Entry] = []
  /// The users that may do everything on the source, and not on the target.
  public private(set) var administrators: [ServerName] = []
  /// How many grants concern something that is not moved.
  public private(set) var leftOut = 0
}

extension AccessComparison {
  /// Compares what a server has with what the target tells, if it does.
  package init(of source: AccessFacts, with target: AccessFacts?, in scope: AccessScope) {
    let present = target.map { Set($0.grants) }
    for grant in source.grants {
      guard let moved = scope.onTarget(grant) else {
        leftOut += 1
        continue
      }
      grants.append(Entry(source: grant, target: moved, isOnTarget: present?.contains(moved)))
    }
    let granted = Set(source.grants.map(\.role))
    let carried = Set(grants.map(\.source.role))
    // A role without grants is nothing but a name for its users, and of concern to all.
    roles = source.roles.filter { carried.contains($0.name) || !granted.contains($0.name) }
      .filter { $0.name != ServerRole.admin }.sorted { $0.name < $1.name }
      .map { Role($0, with: target) }
    administrators = source.administrators.filter { target?.administrators.contains($0) != true }
    users = source.users.sorted().map { user in
      let admin = source.administrators.contains(user) ? [ServerRole.admin] : []
      return User(
        name: user, roles: admin + roles.filter { $0.users.contains(user) }.map(\.name),
        isOnTarget: target?.users.contains(user))
    }.filter { scope.isEverything || !$0.roles.isEmpty }
  }

  /// What the target does not have, as far as is known.
  public var missingGrants: [Grant] { grants.filter { $0.isOnTarget != true }.map(\.target) }

  /// The users that the target lacks; passwords are told by no server.
  public var missingUsers: [User] { users.filter { $0.isOnTarget == false } }
}

extension AccessFacts {
  /// The users that may do everything.
  fileprivate var administrators: [ServerName] {
    roles.first { $0.name == ServerRole.admin }?.users.sorted() ?? []
  }
}

extension AccessComparison.Role {
  fileprivate init(_ role: ServerRole, with target: AccessFacts?) {
    let there = target?.roles.first { $0.name == role.name }
    name = role.name
    users = role.users.sorted()
    usersToGive = users.filter { user in
      target?.users.contains(user) != false && there?.users.contains(user) != true
    }
    isOnTarget = target.map { _ in there != nil }
  }
}

extension AccessAnswers {
  /// What the target lacks of what concerns a migration; nil if the source does not tell what it has.
  func comparison(in scope: AccessScope) -> AccessComparison? {
    source.facts.map { AccessComparison(of: $0, with: target.facts, in: scope) }
  }
}
