internal import MilvusClient

/// Who may do what on a fake server; it lets everybody do everything all the same.
struct FakeUsers: Sendable {
  /// The names of the users.
  var names: Set<ServerName> = ["root"]
  /// The roles, with the users that have them.
  var roles: [ServerName: Set<ServerName>] = [
    ServerRole.admin: [], ServerRole.everybody: [],
  ]
  /// What the roles may do.
  var grants: Set<Grant> = [
    Grant(
      role: ServerRole.everybody, privilege: "IndexDetail", name: Grant.everything,
      database: Grant.everything),
    Grant(
      role: ServerRole.everybody, privilege: "DescribeCollection", object: "Global",
      name: Grant.everything, database: Grant.everything),
  ]

  /// Privileges that can be granted one by one; whatever else is granted is a group.
  static let privileges: Set<ServerName> = [
    "*", "CreateCollection", "DescribeCollection", "IndexDetail", "Insert", "Query", "Search",
    "SelectUser",
  ]
  /// Groups of them, from 2.5 on.
  static let groups: Set<ServerName> = ["CollectionReadOnly", "CollectionReadWrite"]
}
