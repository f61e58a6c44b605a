internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Roles and grants that a job makes after its collection.
@Suite(.timeLimit(.minutes(15))) struct AccessTests {
  private static let sample = {
    var sample = SampleCollection("docs")
    sample.aliases = ["live"]
    return sample
  }()

  private static let reading = [
    Grant(role: "reader", privilege: "Query", name: "docs"),
    Grant(role: "reader", privilege: "Search", name: "live"),
    Grant(role: "reader", privilege: "Search", name: "*", database: "*"),
  ]
  private static let writing = [
    Grant(role: "writer", privilege: "Insert", name: "docs"),
    Grant(role: "writer", privilege: "CreateCollection", object: "Global", name: "*"),
  ]

  private static var options: MigrationOptions {
    var options = MigrationOptions()
    options.access = true
    return options
  }

  /// A pair whose source has two roles and three users, of which the target has one.
  private func open(
    _ version: String = "2.3.5", as user: MilvusCredentials = .token("root:root-password-1"),
    _ body: (FakePair) async throws -> Void
  ) async throws {
    try await FakePair.open(Self.sample, from: version, to: version, as: user) { pair in
      pair.from.makeRole("reader", Self.reading, of: ["ann", "bob"])
      pair.from.makeRole("writer", Self.writing, of: ["cyd"])
      pair.to.makeUser("ann")
      try await body(pair)
    }
  }

  private func made(on fake: FakeMilvus) -> [Grant] {
    fake.grants.filter { $0.role != ServerRole.everybody }
  }

  @Test func `roles and grants arrive, and a second run makes nothing`() async throws {
    try await open { pair in
      try await pair.migrate(Self.options)
      #expect(made(on: pair.to) == made(on: pair.from))
      #expect(pair.to.users(of: "reader") == ["ann"])
      #expect(pair.to.users(of: "writer") == [])
      #expect(pair.from.calls.filter(\.isChange).isEmpty)
      pair.to.forgetCalls()
      var again = Self.options
      again.onConflict = .upsert
      let report = try await pair.check(again)
      #expect(report.plans.first?.access == nil)
      #expect(report.findings.contains { $0.code == .access })
      try await pair.migrate(again)
      let makers: Set = ["CreateRole", "OperateUserRole", "OperatePrivilege"]
      #expect(pair.to.calls.allSatisfy { !makers.contains($0.method) })
    }
  }

  @Test func `grants follow a collection to its new name, and others stay behind`() async throws {
    try await open { pair in
      pair.from.makeRole("reader", [Grant(role: "reader", privilege: "Query", name: "images")])
      let request = MigrationRequest(
        collections: [CollectionChoice(source: "docs", target: "docs_v2")], options: Self.options)
      let report = try await pair.check(request)
      #expect(report.access?.leftOut == 1)
      let job = try await pair.run(report)
      #expect(job.state == .successful && job.result?.needsAttention == false, "\(job)")
      #expect(
        made(on: pair.to).filter { $0.privilege == "Query" } == [
          Grant(role: "reader", privilege: "Query", name: "docs_v2")
        ])
    }
  }

  @Test func `a group of privileges is granted by the call that knows groups`() async throws {
    try await open("2.6.18") { pair in
      let group = Grant(
        role: "reader", privilege: "CollectionReadOnly", object: "Global", name: "docs")
      pair.from.makeRole("reader", [group])
      try await pair.migrate(Self.options)
      #expect(made(on: pair.to) == made(on: pair.from))
    }
  }

  @Test func `what the target refuses is named, and the rest is made`() async throws {
    try await open { pair in
      let group = Grant(role: "reader", privilege: "CollectionReadOnly", name: "docs")
      pair.from.makeRole("reader", [group])
      let job = try await pair.run(try await pair.check(Self.options))
      let result = try #require(job.result, "\(job)")
      #expect(
        result.notCarried?.map(\.what)
          == ["grant of CollectionReadOnly on docs to role \"reader\""])
      #expect(job.state == .successful && result.needsAttention)
      #expect(made(on: pair.to) == made(on: pair.from).filter { $0 != group })
    }
  }

  @Test func `missing rights do not hold up what has arrived`() async throws {
    try await open { pair in
      let report = try await pair.check(Self.options)
      pair.to.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["CreateRole"]))
      let job = try await pair.run(report)
      #expect(job.state == .successful, "\(job)")
      let what = "role \"reader\", given to \"ann\", with 3 grants"
      #expect(job.result?.notCarried?.map(\.what) == [what])
      #expect(pair.to.users(of: "reader") == nil && pair.to.users(of: "writer") == [])
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }

  @Test func `a job that is paused amid the roles makes the rest`() async throws {
    try await open { pair in
      let report = try await pair.check(Self.options)
      let job = try await pair.run(report, by: "OperatePrivilege") {
        try await pair.engine.pause($0)
      }
      #expect(job.state == .paused && job.phase == .alias, "\(job)")
      #expect(pair.to.users(of: "writer") == nil)
      let done = try await pair.resume(job.id)
      #expect(done.state == .successful && done.result?.needsAttention == false, "\(done)")
      #expect(made(on: pair.to) == made(on: pair.from))
    }
  }

  @Test(arguments: [
    "SelectRole", "SelectGrant", "CreateRole", "OperatePrivilege", "OperateUserRole",
  ])
  func `a call that breaks is made again, and nothing is made twice`(method: String) async throws {
    try await open { pair in
      let report = try await pair.check(Self.options)
      let changes = !method.hasPrefix("Select")
      pair.to.arm(FaultPlan(changes ? .timedOutAfterwards : .timedOut, atCall: 1, of: [method]))
      let job = try await pair.run(report)
      #expect(pair.to.disarm(), "\(method) is not called")
      #expect(job.state == .successful && job.result?.notCarried == nil, "\(job)")
      #expect(made(on: pair.to) == made(on: pair.from))
      #expect(pair.to.users(of: "reader") == ["ann"])
    }
  }

  @Test func `a source that does not tell stops nothing`() async throws {
    try await open { pair in
      pair.from.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["SelectRole"]))
      let report = try await pair.check(Self.options)
      let finding = try #require(report.findings.first { $0.code == .accessUnknown })
      #expect(finding.hint == "have an administrator of the source grant SelectOwnership")
      #expect(report.plans.first?.access == nil && report.blockers.isEmpty)
    }
  }

  @Test func `nobody grants as nobody`() async throws {
    try await open(as: .none) { pair in
      let report = try await pair.check(Self.options)
      #expect(report.findings.contains { $0.code == .accessUnsupported && $0.level == .warning })
      #expect(report.plans.first?.access == nil)
    }
  }

  @Test func `who does not ask gets no roles, and the servers are not asked`() async throws {
    try await open { pair in
      try await pair.migrate()
      #expect(made(on: pair.to).isEmpty)
      let calls = pair.from.calls + pair.to.calls
      #expect(calls.allSatisfy { $0.method != "SelectRole" && $0.method != "ListCredUsers" })
    }
  }
}
