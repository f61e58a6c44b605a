internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What a target does not take is known before anything is made; what it takes arrives exact.
@Suite(.timeLimit(.minutes(15)))
struct AcceptanceTests {
  private static let refused: [(String, [String], Finding.Code)] = [
    ("odd-docs", [], .nameRefused), ("2024odd", [], .nameRefused), ("说明", [], .nameRefused),
    ("odd_alias", ["--alias", "odd-live"], .aliasRefused),
    ("odd_partition", ["--partition", "2024-01"], .partitionName),
    ("odd_field", ["--field", "my field"], .fieldName),
    ("odd_system", ["--field", "Timestamp"], .fieldName),
    ("odd_length", ["--length", "100000"], .fieldSize),
    ("odd_capacity", ["--capacity", "5000"], .fieldSize),
    ("odd_key_1", ["--key", "json_contains"], .keyName), ("odd_key_2", ["--key", "日本"], .keyName),
    ("odd_key_3", ["--key", "is"], .keyName), ("odd_key_4", ["--key", "doc-id"], .keyName),
  ]

  @Test(arguments: Cases.few(5, of: refused))
  func `what Milvus does not take of a Lite is a blocker, and nothing is made`(
    name: String, oddity: [String], code: Finding.Code
  ) async throws {
    try await seed(name, on: .lite, oddity)
    let pair = try await ServerPair(.lite, .target)
    let report = try await pair.check(name)
    #expect(report.blockers.map(\.code).contains(code), "\(report.blockers)")
    #expect(report.plans.isEmpty)
  }

  @Test(arguments: [
    (TestServer.source, TestServer.lite, "is"), (.source, .lite, "null"),
    (.source, .target, "like"), (.source, .target, "TRUE"),
  ])
  func `a key that either end cannot filter by is a blocker`(
    from: TestServer, to: TestServer, key: String
  ) async throws {
    let name = "worded_\(key.lowercased())"
    try await seed(name, on: from, ["--key", key])
    let report = try await ServerPair(from, to).check(name)
    #expect(Set(report.blockers.map(\.code)) == [.keyName], "\(report.blockers)")
  }

  private static let taken: [(TestServer, TestServer, [String], [Finding.Code])] = [
    (.lite, .target, ["--partition", "2024"], []), (.lite, .target, ["--length", "65535"], []),
    (.lite, .target, ["--capacity", "4096"], []), (.lite, .target, ["--key", "count"], []),
    (.source, .target, ["--key", "is"], []), (.lite, .lite2, ["--key", "日本"], []),
    (.lite, .lite2, ["--partition", "2024-01"], []),
    (.source, .target, ["--metric", "SUPERSTRUCTURE"], [.indexKept]),
    (.source, .target, ["--metric", "SUBSTRUCTURE"], [.indexKept]),
    (.source, .target, ["--metric", "HAMMING"], []),
    (.source, .target, ["--description", "700000"], []),
    (.source, .target, ["--index-name", String(repeating: "i", count: 255)], []),
    (.lite, .target, ["--index-name", "my-ix"], []),
  ]

  @Test(arguments: Cases.few(5, of: taken))
  func `what is just taken arrives exact`(
    from: TestServer, to: TestServer, oddity: [String], codes: [Finding.Code]
  ) async throws {
    let kind = oddity[0].dropFirst(2).replacing("-", with: "_")
    let name = "even_\(from)_\(kind)_\(oddity[1].utf8.count)"
    try await seed(name, on: from, oddity)
    let pair = try await ServerPair(from, to)
    let result = try await pair.succeed(name, options: .withoutAliases)
    #expect(result.rows == 3)
    let report = try await pair.check(name, as: "\(name)_again")
    #expect(codes.allSatisfy { code in report.findings.contains { $0.code == code } })
    #expect(try await pair.verify(name).isEqual)
  }

  @Test func `an alias that a dropped collection left behind is a blocker on both ways`()
    async throws
  {
    try await seed("left_owner", on: .target, ["--alias", "left_live", "--leftover"])
    try await seed("left_docs", on: .source, ["--alias", "left_live"])
    let pair = try await ServerPair(.source, .target)
    let aliased = try await pair.check("left_docs")
    #expect(aliased.blockers.map(\.code) == [.aliasLeftover], "\(aliased.blockers)")
    #expect(try await pair.check("left_docs", options: .withoutAliases).blockers.isEmpty)
    let named = try await pair.check("left_docs", as: "left_live", options: .withoutAliases)
    #expect(named.blockers.map(\.code) == [.nameLeftover], "\(named.blockers)")
  }

  @Test func `a collection that was dropped there is migrated again`() async throws {
    let name = "again_docs"
    // Left by an earlier run.
    _ = try? await TestServer.target.withClient { try await $0.dropAlias("again_live") }
    try await seed(name, on: .source, ["--alias", "again_live"])
    let pair = try await ServerPair(.source, .target)
    for _ in 1...2 {
      // What was there is dropped, and its alias before it.
      let result = try await pair.succeed(name)
      #expect(result.rows == 3)
    }
    try await TestServer.target.withClient { try await $0.drop(.named(name)) }
    let left = try await pair.check(name)
    #expect(left.blockers.map(\.code) == [.aliasLeftover], "\(left.blockers)")
    #expect(left.blockers.first?.hint?.contains("drop_alias") == true)
    #expect(try await pair.succeed(name, options: .withoutAliases).rows == 3)
  }

  @Test func `one bad collection stops no other, and an empty one moves its schema`() async throws {
    let (good, bad, bare) = ("several_good", "several_bad", "several_bare")
    try await seed(good, on: .source, [])
    try await seed(bad, on: .source, ["--key", "like"])
    try await seed(bare, on: .source, ["--bare"])
    for name in [good, bare] { try await ServerProbe(try TestServer.target.address).drop(name) }
    let pair = try await ServerPair(.source, .target)
    let request = MigrationRequest(
      collections: [bad, "several_gone", good, bare].map {
        CollectionChoice(source: ServerName($0))
      })
    let report = try await pair.engine.check(
      request, from: pair.source, to: pair.target)
    #expect(
      Set(report.blockers.map(\.code)) == [.keyName, .collectionMissing], "\(report.blockers)")
    #expect(report.plans.map(\.source.name.text) == [good, bare])
    #expect(report.findings.contains { $0.code == .emptyUnindexed && $0.level == .warning })
    let ids = try await pair.engine.start(report, from: pair.source, to: pair.target)
    for id in ids {
      let job = try await pair.engine.outcome(of: id)
      #expect(job.state == .successful)
      #expect((job.result?.unproven != nil) == (job.source.name == "several_bare"), "\(job)")
    }
    #expect(try await TestServer.target.count(bare) == 0)
  }

  private func seed(_ name: String, on server: TestServer, _ oddity: [String]) async throws {
    try await server.taking {
      _ = try await PythonTool.seedOdd.run([try server.address, name] + oddity)
    }
  }
}
