package import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf

extension FakeStore {
  func listUsers(_ request: WireEmptyRequest) throws -> WireListCredUsersResponse {
    .with { $0.usernames = users.names.sorted().map(\.text) }
  }

  func selectRoles(_ request: WireSelectRoleRequest) throws -> WireSelectRoleResponse {
    .with {
      $0.results = users.roles.sorted { $0.key < $1.key }.map { role, users in
        .with { result in
          result.role.name = role.text
          guard request.includeUserInfo else { return }
          result.users = users.sorted().map { user in .with { $0.name = user.text } }
        }
      }
    }
  }

  /// The grants of the database, and those of all databases.
  func selectGrants(_ request: WireSelectGrantRequest) throws -> WireSelectGrantResponse {
    let role = try role(request.entity.role.name)
    return .with {
      $0.entities = users.grants.sorted().filter { grant in
        grant.role == role && [request.entity.dbName, "*"].contains(grant.database.text)
      }.map { grant in
        .with {
          $0.role.name = grant.role.text
          $0.object.name = grant.object.text
          $0.objectName = grant.name.text
          $0.grantor.user.name = "root"
          $0.grantor.privilege.name = grant.privilege.text
          $0.dbName = grant.database.text
        }
      }
    }
  }

  mutating func createRole(_ request: WireCreateRoleRequest) throws {
    let name = ServerName(request.entity.name)
    guard users.roles[name] == nil else {
      throw FakeRefusal.unclassified("role [name:\"\(name)\"] already exists")
    }
    users.roles[name] = []
  }

  mutating func giveRole(_ request: WireOperateUserRoleRequest) throws {
    let role = try role(request.roleName)
    guard users.names.contains(ServerName(request.username)) else {
      throw FakeRefusal.unclassified(
        "not found the user, maybe the user isn't existed or internal system error")
    }
    users.roles[role]?.insert(ServerName(request.username))
  }

  mutating func grant(_ request: WireOperatePrivilegeRequest) throws {
    let entity = request.entity
    let privilege = ServerName(entity.grantor.privilege.name)
    guard FakeUsers.privileges.contains(privilege) else {
      throw FakeRefusal.unclassified("not found the privilege name[\(privilege)]")
    }
    try grant(
      privilege, on: entity.object.name, entity.objectName, in: entity.dbName,
      to: entity.role.name)
  }

  mutating func grantGroup(_ request: WireOperatePrivilegeV2Request) throws {
    guard release.groupsPrivileges else { throw FakeRefusal.unimplemented("OperatePrivilegeV2") }
    let privilege = ServerName(request.grantor.privilege.name)
    guard FakeUsers.groups.contains(privilege) else {
      throw FakeRefusal.unclassified("invalid privilege name: \(privilege)")
    }
    try grant(
      privilege, on: "Global", request.collectionName, in: request.dbName, to: request.role.name)
  }

  private mutating func grant(
    _ privilege: ServerName, on object: String, _ name: String, in database: String,
    to role: String
  ) throws {
    let role = try self.role(role)
    users.grants.insert(
      Grant(
        role: role, privilege: privilege, object: ServerName(object),
        name: ServerName(name), database: ServerName(database.isEmpty ? "default" : database)))
  }

  private func role(_ name: String) throws -> ServerName {
    guard users.roles[ServerName(name)] != nil else {
      throw FakeRefusal.unclassified(
        "not found the role, maybe the role isn't existed or internal system error")
    }
    return ServerName(name)
  }
}

extension FakeMilvus {
  /// Makes a user.
  package func makeUser(_ name: ServerName) {
    withCluster { _ = $0.users.names.insert(name) }
  }

  /// Makes a role with grants, which these users have.
  package func makeRole(_ name: ServerName, _ grants: [Grant], of users: [ServerName] = []) {
    withCluster { cluster in
      cluster.users.names.formUnion(users)
      cluster.users.roles[name, default: []].formUnion(users)
      cluster.users.grants.formUnion(grants)
    }
  }

  /// Everything that roles may do.
  package var grants: [Grant] { withCluster { $0.users.grants.sorted() } }

  /// The users that have a role; nil if there is no such role.
  package func users(of role: ServerName) -> [ServerName]? {
    withCluster { $0.users.roles[role]?.sorted() }
  }
}
