import MigrationEngine
import MigrationPlanning
import MilvusClient
import Testing

@testable import Shell

/// Users, roles and grants of a source, with what the target has of them.
@Suite struct AccessScreenTests {
  private static func check(of target: AccessFacts?) -> CheckScreen {
    let source = AccessFacts(
      users: ["ann"],
      roles: [
        ServerRole(name: "reader", users: ["ann"]), ServerRole(name: "admin", users: ["root"]),
      ],
      grants: [
        Grant(role: "reader", privilege: "Query", name: "docs"),
        Grant(role: "reader", privilege: "Query", name: "images"),
      ])
    var scope = AccessScope()
    scope.add(CollectionAddress(name: "docs"), as: CollectionAddress(name: "docs_v2"))
    let found = AccessComparison(of: source, with: target, in: scope)
    return CheckScreen(report: CheckReport(findings: [], plans: [], access: found))
  }

  private func rows(_ check: CheckScreen) -> [String] {
    screen(check).split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test(
    arguments: [
      (AccessFacts(users: ["ann"], roles: [], grants: []), "yes", "no"), (nil, "?", "?"),
    ] as [(AccessFacts?, String, String)])
  func `each has a row, with whether the target has it`(
    target: AccessFacts?, user: String, others: String
  ) {
    let lines = rows(Self.check(of: target))
    #expect(lines.contains("USER ROLES ON TARGET") && lines.contains("ann reader \(user)"))
    #expect(lines.contains("ROLE USERS ON TARGET") && lines.contains("reader ann \(others)"))
    #expect(lines.contains("reader Query Collection docs -> docs_v2 \(others)"))
  }

  @Test func `programs get the same`() {
    let text = json(Self.check(of: AccessFacts(users: [], roles: [], grants: [])))
    #expect(text.contains(#""users":[{"name":"ann","roles":["reader"],"isOnTarget":false}]"#))
    #expect(text.contains(#""name":"docs_v2","database":"default"},"isOnTarget":false}"#))
    #expect(text.contains(#""administrators":["root"],"grantsLeftOut":1"#))
  }

  @Test func `a check that was not asked for it has no tables`() {
    let plain = CheckScreen(report: CheckReport(findings: [], plans: []))
    #expect(!screen(plain).contains("ON TARGET") && json(plain).contains(#""access":null"#))
  }
}
