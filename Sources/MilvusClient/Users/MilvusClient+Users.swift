internal import MilvusWire
internal import SwiftProtobuf

extension MilvusClient {
  /// The names of all users.
  public func users() async throws(MilvusError) -> [ServerName] {
    let attempt = "cannot list the users"
    try await demand(.users, attempt)
    let answer: WireListCredUsersResponse = try await call(
      "ListCredUsers", WireEmptyRequest(), attempt: attempt)
    return answer.usernames.map(ServerName.init(_:))
  }

  /// All roles, with the users that have them.
  public func roles() async throws(MilvusError) -> [ServerRole] {
    let attempt = "cannot list the roles"
    try await demand(.users, attempt)
    let answer: WireSelectRoleResponse = try await call(
      "SelectRole", WireSelectRoleRequest.with { $0.includeUserInfo = true }, attempt: attempt)
    return answer.results.map { result in
      ServerRole(
        name: ServerName(result.role.name), users: result.users.map { ServerName($0.name) })
    }
  }

  /// What a role may do in a database, and in all of them.
  public func grants(
    of role: ServerName, in database: ServerName
  ) async throws(MilvusError) -> [Grant] {
    let attempt = "cannot list the grants of role \"\(role)\""
    try await demand(.users, attempt)
    let request = WireSelectGrantRequest.with {
      $0.entity.role.name = role.text
      $0.entity.dbName = database.text
    }
    let answer: WireSelectGrantResponse = try await call("SelectGrant", request, attempt: attempt)
    return answer.entities.map { entity in
      Grant(
        role: role, privilege: ServerName(entity.grantor.privilege.name),
        object: ServerName(entity.object.name), name: ServerName(entity.objectName),
        database: entity.dbName.isEmpty ? database : ServerName(entity.dbName))
    }
  }

  /// Makes a role; making it again succeeds.
  public func createRole(_ role: ServerName) async throws(MilvusError) {
    let attempt = "cannot create role \"\(role)\""
    try await demand(.users, attempt)
    do {
      let _: WireStatus = try await call(
        "CreateRole", WireCreateRoleRequest.with { $0.entity.name = role.text },
        timeout: slowTimeout, attempt: attempt)
    } catch let error where error.code == .alreadyExists {
      guard try await roles().contains(where: { $0.name == role }) else { throw error }
    }
  }

  /// Gives a user a role; giving it again succeeds.
  public func give(_ role: ServerName, to user: ServerName) async throws(MilvusError) {
    let attempt = "cannot give role \"\(role)\" to user \"\(user)\""
    try await demand(.users, attempt)
    let request = WireOperateUserRoleRequest.with {
      $0.username = user.text
      $0.roleName = role.text
    }
    let _: WireStatus = try await call(
      "OperateUserRole", request, timeout: slowTimeout, attempt: attempt)
  }

  /// Grants a role a privilege, or a group of them where the server has groups; once more succeeds.
  public func grant(_ grant: Grant) async throws(MilvusError) {
    let attempt = "cannot grant role \"\(grant.role)\" \(grant)"
    try await demand(.users, attempt)
    let privilege = WireGrantorEntity.with { $0.privilege.name = grant.privilege.text }
    let request = WireOperatePrivilegeRequest.with {
      $0.entity.role.name = grant.role.text
      $0.entity.object.name = grant.object.text
      $0.entity.objectName = grant.name.text
      $0.entity.grantor = privilege
      $0.entity.dbName = grant.database.text
    }
    do {
      let _: WireStatus = try await call(
        "OperatePrivilege", request, timeout: slowTimeout, attempt: attempt)
    } catch let error where error.code == .invalidRequest {
      // This call knows single privileges alone, and the one that knows groups no types of objects.
      guard try await supports(.privilegeGroups) else { throw error }
      let request = WireOperatePrivilegeV2Request.with {
        $0.role.name = grant.role.text
        $0.grantor = privilege
        $0.dbName = grant.database.text
        $0.collectionName = grant.name.text
      }
      let _: WireStatus = try await call(
        "OperatePrivilegeV2", request, timeout: slowTimeout, attempt: attempt)
    }
  }
}
