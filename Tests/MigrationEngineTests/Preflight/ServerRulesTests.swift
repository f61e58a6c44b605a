internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import MigrationPlanning
@testable internal import RangeTransfer

struct ServerRulesTests {
  @Test func `two healthy servers give no alarm`() {
    let findings = ServerRules.judge(Sample.pair())
    #expect(findings.alarms == [])
    #expect(findings.text(.reach) == "source 38 ms, target 38 ms, from here")
    #expect(findings.text(.versions) == "source Milvus 2.6.4, target Milvus 2.6.4")
  }

  @Test(arguments: [(ClusterKind.dedicated, true), (.milvus, false)])
  func `a role is unknown where Zilliz Cloud is concerned`(kind: ClusterKind, isUnknown: Bool) {
    let findings = ServerRules.judge(
      Sample.pair(Sample.end(Sample.milvus264), Sample.end(Sample.milvus264, kind)))
    #expect((findings[.roleUnverified] == .unknown) == isUnknown)
  }

  @Test func `users are not carried, which Lite does not have`() {
    #expect(ServerRules.judge(Sample.pair())[.usersNotCarried] == .note)
    #expect(ServerRules.judge(Sample.pair(Sample.end(Sample.lite)))[.usersNotCarried] == nil)
  }

  @Test(arguments: [
    (Sample.milvus264, ServerVersion(2, 2, 16)),
    (ServerVersion(3, 2, 0, isLite: true), Sample.milvus264),
  ])
  func `a version that cannot do its part is a blocker`(
    source: ServerVersion, target: ServerVersion
  ) {
    let findings = ServerRules.judge(Sample.pair(Sample.end(source), Sample.end(target)))
    #expect(findings[.versionTooOld] == .blocker)
  }

  @Test(arguments: [
    (Sample.milvus235, Sample.milvus235), (Sample.lite, Sample.milvus235),
    (Sample.milvus264, ServerVersion(3, 2, 0, isLite: true)), (ServerVersion(2, 6), Sample.lite),
  ])
  func `a version that can is not`(source: ServerVersion, target: ServerVersion) {
    let findings = ServerRules.judge(Sample.pair(Sample.end(source), Sample.end(target)))
    #expect(findings[.versionTooOld] == nil)
    #expect(findings[.versions] == .ok)
  }

  @Test func `a blocker shows that a version was stated`() {
    let old = Sample.end(ServerVersion(2, 2, 16), by: .stated)
    let findings = ServerRules.judge(Sample.pair(Sample.end(Sample.milvus264), old))
    #expect(findings.text(.versionTooOld).hasPrefix("the target is Milvus 2.2.16 (stated), which"))
  }

  @Test(
    arguments: [
      (ServerVersion(2, 2, 8), [false, false]), (ServerVersion(2, 2, 16), [true, false]),
      (ServerVersion(3, 2, 0, isLite: true), [false, true]), (Sample.milvus235, [true, true]),
    ] as [(ServerVersion, [Bool])])
  func `each version can be some of the ends`(version: ServerVersion, roles: [Bool]) {
    let server = KnownServer(version, by: .version)
    #expect(Side.allCases.map { server.obstacle(as: $0) == nil } == roles)
  }

  @Test func `a hidden version is unknown`() {
    let findings = ServerRules.judge(Sample.pair(Sample.end(.assumed)))
    #expect(findings[.versionAssumed] == .unknown)
  }

  @Test func `a target that denies writing is a blocker with its reason`() {
    let findings = ServerRules.judge(Sample.pair { $0.target.denial = "disk quota exceeded" })
    #expect(findings[.writeDenied] == .blocker)
    #expect(findings.text(.writeDenied).contains("disk quota exceeded"))
  }

  @Test func `a target that is not healthy is a warning`() {
    let findings = ServerRules.judge(Sample.pair { $0.target.complaints = ["a node is down"] })
    #expect(findings[.targetUnhealthy] == .warning)
  }

  @Test(
    arguments: [
      (false, ClusterKind.milvus, Finding.Code.databaseCreated, Finding.Level.note),
      (false, .serverless, .databaseUnsupported, .blocker),
      (nil, .milvus, .databaseUnknown, .unknown),
    ] as [(Bool?, ClusterKind, Finding.Code, Finding.Level)])
  func `a database that is missing is made where that is possible`(
    exists: Bool?, kind: ClusterKind, code: Finding.Code, level: Finding.Level
  ) {
    let pair = Sample.pair(Sample.end(Sample.milvus264), Sample.end(Sample.milvus264, kind)) {
      $0.targetDatabase = "sales"
      $0.targetDatabaseExists = exists
    }
    #expect(ServerRules.database(pair, from: "sales")[code] == level)
  }

  @Test func `the default database is everywhere`() {
    let pair = Sample.pair { $0.targetDatabaseExists = nil }
    #expect(ServerRules.database(pair, from: "default").isEmpty)
  }

  @Test(
    arguments: [
      ("team-a", false, false), ("2024", nil, false), ("a.b", false, false),
      ("caf\u{e9}", false, false),
      ("_x", false, true), ("A1", false, true), ("2024", true, true),
    ] as [(ServerName, Bool?, Bool)])
  func `a database of a name that Milvus does not take cannot be made there`(
    name: ServerName, exists: Bool?, isTaken: Bool
  ) {
    let pair = Sample.pair {
      $0.targetDatabase = name
      $0.targetDatabaseExists = exists
    }
    #expect((ServerRules.database(pair, from: name)[.databaseRefused] == nil) == isTaken)
    let lite = Sample.pair(Sample.end(Sample.milvus264), Sample.end(Sample.lite)) {
      $0.targetDatabase = name
      $0.targetDatabaseExists = exists
    }
    #expect(ServerRules.database(lite, from: name)[.databaseRefused] == nil)
  }

  @Test func `the way out of such a name can be typed`() {
    let pair = Sample.pair {
      $0.targetDatabase = "a b"
      $0.targetDatabaseExists = false
    }
    #expect(
      ServerRules.database(pair, from: "a b").first?.hint
        == "migrate --all --database 'a b' --target-database a_b")
  }
}
