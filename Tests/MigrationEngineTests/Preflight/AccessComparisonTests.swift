internal import MilvusClient
internal import Testing

@testable internal import MigrationPlanning

/// Roles and grants of a source, as the target is to have them.
struct AccessComparisonTests {
  private static let source = AccessFacts(
    users: ["root", "ann", "bob", "cyd"],
    roles: [
      ServerRole(name: "admin", users: ["cyd"]), ServerRole(name: "public"),
      ServerRole(name: "reader", users: ["ann", "bob"]), ServerRole(name: "other", users: ["bob"]),
      ServerRole(name: "empty"),
    ],
    grants: [
      Grant(role: "reader", privilege: "Query", name: "docs"),
      Grant(role: "reader", privilege: "Query", name: "images"),
      Grant(role: "other", privilege: "Insert", name: "images"),
      Grant(role: "public", privilege: "IndexDetail", name: "*", database: "*"),
    ])

  private static let bare = AccessFacts(
    users: ["root", "ann"], roles: [ServerRole(name: "admin"), ServerRole(name: "public")],
    grants: [Grant(role: "public", privilege: "IndexDetail", name: "*", database: "*")])

  /// The scope of one collection, `docs`, with an alias, in another database and under another name.
  private static var renamed: AccessScope {
    var scope = AccessScope()
    scope.add(
      CollectionAddress(name: "docs"), as: CollectionAddress(database: "shop", name: "docs_v2"),
      aliases: ["live"])
    return scope
  }

  private static var plain: AccessScope {
    var scope = AccessScope()
    scope.add(CollectionAddress(name: "docs"), as: CollectionAddress(name: "docs"))
    return scope
  }

  @Test(
    arguments: [
      (
        Grant(role: "r", privilege: "Query", name: "docs"),
        Grant(role: "r", privilege: "Query", name: "docs_v2", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "Query", name: "docs", database: "*"),
        Grant(role: "r", privilege: "Query", name: "docs_v2", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "Query", name: "live"),
        Grant(role: "r", privilege: "Query", name: "live", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "CollectionReadOnly", object: "Global", name: "docs"),
        Grant(
          role: "r", privilege: "CollectionReadOnly", object: "Global", name: "docs_v2",
          database: "shop")
      ),
      (
        Grant(role: "r", privilege: "Query", name: "*"),
        Grant(role: "r", privilege: "Query", name: "*", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "CreateCollection", object: "Global", name: "*"),
        Grant(
          role: "r", privilege: "CreateCollection", object: "Global", name: "*", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "SelectUser", object: "User", name: "bob"),
        Grant(role: "r", privilege: "SelectUser", object: "User", name: "bob", database: "shop")
      ),
      (
        Grant(role: "r", privilege: "Query", name: "*", database: "*"),
        Grant(role: "r", privilege: "Query", name: "*", database: "*")
      ),
      (Grant(role: "r", privilege: "Query", name: "images"), nil),
      (Grant(role: "r", privilege: "Query", name: "docs", database: "hr"), nil),
      (Grant(role: "r", privilege: "Query", name: "*", database: "hr"), nil),
    ] as [(Grant, Grant?)])
  func `a grant follows what it is about, and stays behind with it`(grant: Grant, moved: Grant?) {
    #expect(Self.renamed.onTarget(grant) == moved)
  }

  @Test func `of the whole server every grant keeps its place`() {
    for grant in Self.source.grants {
      #expect(AccessScope(isEverything: true).onTarget(grant) == grant)
    }
  }

  @Test func `roles, grants and users that concern the collection are compared, others counted`() {
    let found = AccessComparison(of: Self.source, with: Self.bare, in: Self.plain)
    #expect(found.roles.map(\.name) == ["empty", "public", "reader"])
    #expect(found.roles.map(\.isOnTarget) == [false, true, false])
    #expect(found.leftOut == 2)
    #expect(found.missingGrants == [Grant(role: "reader", privilege: "Query", name: "docs")])
    #expect(found.roles.last?.users == ["ann", "bob"])
    #expect(found.roles.last?.usersToGive == ["ann"], "a user that is not there gets nothing")
    #expect(found.users.map(\.name) == ["ann", "bob", "cyd"])
    #expect(found.missingUsers.map(\.name) == ["bob", "cyd"])
    #expect(found.administrators == ["cyd"])
  }

  @Test func `what is there is not planned again`() throws {
    let found = AccessComparison(of: Self.source, with: Self.bare, in: Self.plain)
    let plan = try #require(PlannedAccess(found))
    #expect(plan.roles.map(\.name) == ["empty", "reader"])
    #expect(plan.roles.map(\.isMade) == [true, true])
    #expect(plan.roles[1].summary == "role \"reader\", given to \"ann\", with 1 grant")
    let same = AccessComparison(of: Self.source, with: Self.source, in: Self.plain)
    #expect(PlannedAccess(same) == nil && same.missingUsers.isEmpty)
  }

  @Test(
    arguments: [
      (true, [], 0, "makes role \"reader\""),
      (true, [], 2, "makes role \"reader\" with 2 grants"),
      (true, ["ann", "bob"], 0, "makes role \"reader\", given to \"ann\", \"bob\""),
      (true, ["ann"], 2, "makes role \"reader\", given to \"ann\", with 2 grants"),
      (false, [], 1, "adds 1 grant of role \"reader\""),
      (false, ["ann"], 0, "adds role \"reader\" for \"ann\""),
      (false, ["ann"], 2, "adds role \"reader\" for \"ann\" and 2 grants of it"),
    ] as [(Bool, [ServerName], Int, String)])
  func `a plan says what is made of a role, and makes no user`(
    isMade: Bool, users: [ServerName], grants: Int, words: String
  ) {
    let grant = Grant(role: "reader", privilege: "Query", name: "docs")
    let role = PlannedAccess.Role(
      name: "reader", isMade: isMade, grants: Array(repeating: grant, count: grants), users: users)
    #expect(role.deed == words)
  }

  @Test func `of a target that does not tell all is planned, but for what every server has`() throws
  {
    let found = AccessComparison(of: Self.source, with: nil, in: Self.plain)
    #expect(found.missingUsers.isEmpty && found.grants.allSatisfy { $0.isOnTarget == nil })
    let plan = try #require(PlannedAccess(found))
    #expect(plan.roles.map(\.name) == ["empty", "public", "reader"])
    #expect(plan.roles.map(\.isMade) == [true, false, true])
    #expect(plan.roles.last?.users == ["ann", "bob"])
  }

  @Test func `the role that may do everything is never planned`() {
    for target in [Self.bare, nil] {
      let found = AccessComparison(
        of: Self.source, with: target, in: AccessScope(isEverything: true))
      #expect(PlannedAccess(found)?.roles.contains { $0.name == "admin" } == false)
    }
  }
}
