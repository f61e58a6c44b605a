internal import MigrationEngine
internal import MilvusClient

extension AccessComparison {
  /// Users, roles and grants with what the target has of them, as JSON.
  var document: JSONValue {
    [
      "users": .array(
        users.map {
          [
            "name": .string($0.name), "roles": .strings($0.roles),
            "isOnTarget": .optional($0.isOnTarget),
          ]
        }),
      "roles": .array(
        roles.map {
          [
            "name": .string($0.name), "users": .strings($0.users),
            "usersToGive": .strings($0.usersToGive), "isOnTarget": .optional($0.isOnTarget),
          ]
        }),
      "grants": .array(
        grants.map {
          [
            "source": $0.source.document, "target": $0.target.document,
            "isOnTarget": .optional($0.isOnTarget),
          ]
        }),
      "administrators": .strings(administrators),
      "grantsLeftOut": .integer(Int64(leftOut)),
    ]
  }
}

extension PlannedAccess.Role {
  /// What is made of a role, as JSON.
  var document: JSONValue {
    [
      "role": .string(name), "isMade": .bool(isMade),
      "grants": .array(grants.map(\.document)), "users": .strings(users),
    ]
  }
}

extension Grant {
  /// The grant as JSON.
  fileprivate var document: JSONValue {
    [
      "role": .string(role), "privilege": .string(privilege), "object": .string(object),
      "name": .string(name), "database": .string(database),
    ]
  }
}
