internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What a target cannot hold is refused by a check, before anything is sent to it.
@Suite(.timeLimit(.minutes(15)))
struct RefusalTests {
  @Test(arguments: [
    ("sparse", "\"v\""), ("geometry", "\"g\""), ("timestamptz", "\"t\""), ("bm25", "\"v\""),
    ("nullable", "\"i64\""), ("defaults", "\"n\""),
  ])
  func `what 2.3.5 does not know is a blocker that names the field`(
    kind: String, field: String
  ) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: .lite)
    let pair = try await ServerPair(.lite, .target)
    let report = try await pair.check(name)
    let blockers = report.blockers.filter { $0.code == .unsupported }
    #expect(blockers.contains { $0.text.contains(field) }, "\(report.blockers)")
    #expect(report.plans.isEmpty)
    #expect(
      try await pair.engine.start(report, from: pair.source, to: pair.target) == [])
    let target = TestServer.target
    #expect(try await target.isHealthy())
    #expect(try await target.inventory(prefix: "\(name)").isEmpty)
  }

  @Test func `binary vectors are refused for Lite`() async throws {
    let name = try await SeededCollections.shared.collection("binary", on: .source)
    let report = try await ServerPair(.source, .lite2).check(name)
    #expect(report.blockers.contains { $0.text.contains("\"v\"") }, "\(report.blockers)")
  }

  @Test(arguments: [TestServer.source, .lite])
  func `generated keys for 2.3.5 want a choice`(source: TestServer) async throws {
    let name = try await SeededCollections.shared.collection("auto_id", on: source)
    let report = try await ServerPair(source, .target).check(name)
    let blocker = try #require(report.blockers.first)
    #expect(report.blockers.count == 1)
    #expect(blocker.code == .autoIDChoice)
    #expect(blocker.hint?.contains("keep-keys") == true)
    #expect(blocker.hint?.contains("new-keys") == true)
  }

  @Test(arguments: [TestServer.source, .lite])
  func `kept keys arrive without generation`(source: TestServer) async throws {
    let name = try await SeededCollections.shared.collection("auto_id", on: source)
    let (pair, copy) = (try await ServerPair(source, .target), "kept_keys_\(source)")
    try await pair.succeed(name, as: copy, options: .autoID(.keepKeys))
    try await pair.witness(name, copy, ignoring: ["auto-id", "aliases"])
    let made = try await TestServer.target.withClient { try await $0.describe(.named(copy)) }
    #expect(!made.schema.isAutoID)
  }

  @Test func `new keys arrive with generation, as many as there were`() async throws {
    let name = try await SeededCollections.shared.collection("auto_id", on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name, as: "new_keys", options: .autoID(.newKeys))
    #expect(result.rows == 300)
    #expect(try await TestServer.target.count("new_keys") == 300)
    let made = try await TestServer.target.withClient { try await $0.describe(.named("new_keys")) }
    #expect(made.schema.isAutoID)
  }
}
