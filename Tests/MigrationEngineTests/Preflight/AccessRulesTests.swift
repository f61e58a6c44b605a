internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning

struct AccessRulesTests {
  private static let facts = AccessFacts(
    users: ["root", "ann"],
    roles: [
      ServerRole(name: "admin", users: ["ann"]), ServerRole(name: "reader", users: ["ann"]),
    ],
    grants: [
      Grant(role: "reader", privilege: "Query", name: "docs"),
      Grant(role: "reader", privilege: "Search", name: "*"),
      Grant(role: "reader", privilege: "Search", name: "images"),
    ])
  private static let bare = AccessFacts(users: ["root"], roles: [], grants: [])

  private func report(
    _ source: AccessAnswer, _ target: AccessAnswer,
    collections: [CollectionFacts] = [Sample.facts()]
  ) throws -> CheckReport {
    let pair = Sample.pair { $0.access = AccessAnswers(source: source, target: target) }
    let request = MigrationRequest(
      collections: collections.map(\.choice), options: Sample.options { $0.access = true })
    return try Preflight.report([
      Preflight.Part(request: request, pair: pair, answers: collections.map { .facts($0) })
    ])
  }

  @Test func `what the target lacks is named, with what becomes of it`() throws {
    let report = try report(.told(Self.facts), .told(Self.bare))
    #expect(report.findings[.accessMissing] == .warning)
    #expect(
      report.findings.text(.accessMissing)
        == "the target lacks role \"reader\" with 2 grants: Query on docs, Search on *")
    // Without it the name of a copy that is there is a blocker.
    let role = report.findings.first { $0.code == .accessMissing }
    #expect(role?.hint?.contains("also with --on-conflict upsert") == true)
    #expect(report.findings[.accessUserMissing] == .note)
    #expect(report.findings[.accessAdministrator] == .note)
    #expect(report.findings.text(.accessWildcard).hasPrefix("1 grant on * is for all"))
    #expect(report.findings.text(.accessLeftOut).hasPrefix("1 grant on other collections"))
    #expect(report.findings[.usersNotCarried] == nil)
    let user = report.findings.first { $0.code == .accessUserMissing }
    #expect(user?.hint == "in Python: client.create_user(\"ann\", getpass.getpass())")
    let plan = try #require(report.plans.first)
    #expect(plan.access?.roles.map(\.grants.count) == [2])
    #expect(plan.notCarried.contains { $0.what == "user \"ann\"" })
  }

  @Test func `a target that has all gives no alarm`() throws {
    let report = try report(.told(Self.facts), .told(Self.facts))
    #expect(report.findings[.access] == .ok)
    #expect(report.findings.alarms.isEmpty && report.plans.first?.access == nil)
  }

  @Test func `without a collection the whole server is compared`() throws {
    let report = try report(.told(Self.facts), .told(Self.bare), collections: [])
    #expect(report.access?.grants.count == 3 && report.access?.leftOut == 0)
    #expect(report.findings[.accessLeftOut] == nil)
  }

  @Test func `a target without users gets none, and its plan says so`() throws {
    let report = try report(.told(Self.facts), .absent("the target, Milvus Lite, has no users"))
    #expect(report.findings[.accessUnsupported] == .warning)
    #expect(report.access?.grants.map(\.isOnTarget) == [nil, nil])
    let plan = try #require(report.plans.first)
    #expect(plan.access == nil)
    #expect(
      plan.notCarried.contains(
        NotCarried("roles and grants", because: "the target, Milvus Lite, has no users")))
  }

  @Test func `who does not tell is unknown, and forbids nothing`() throws {
    let silent = AccessAnswer.withheld("its user lacks the privilege SelectOwnership")
    let source = try report(silent, .told(Self.bare))
    #expect(source.findings[.accessUnknown] == .unknown)
    #expect(source.access == nil && source.plans.first?.access == nil && source.blockers.isEmpty)
    let target = try report(.told(Self.facts), silent)
    #expect(target.findings[.accessUnknown] == .unknown)
    #expect(target.plans.first?.access?.roles.map(\.name) == ["reader"])
  }

  @Test func `a plan without roles and grants keeps its fingerprint`() throws {
    let with = try #require(try report(.told(Self.facts), .told(Self.bare)).plans.first)
    var without = with
    without.access = nil
    #expect(without.fingerprint != with.fingerprint)
    #expect(with.differences(from: without) == ["roles and grants"])
    #expect(without.differences(from: with) == ["roles and grants"])
    let unasked = try Preflight.report([
      Preflight.Part(
        request: MigrationRequest(collections: [CollectionChoice(source: "docs")]),
        pair: Sample.pair(), answers: [.facts(Sample.facts())])
    ])
    #expect(unasked.plans.first?.fingerprint == without.fingerprint)
    #expect(try MigrationPlan(encoded: with.encoded()) == with)
  }
}
