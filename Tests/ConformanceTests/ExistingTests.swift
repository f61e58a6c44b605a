internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Entities that go into a collection which the target has already.
@Suite(.timeLimit(.minutes(15)))
struct ExistingTests {
  private static let ways = [
    (TestServer.source, TestServer.target), (.source, .lite2), (.lite, .target),
  ]

  @Test(arguments: Cases.few(2, of: ways))
  func `a schema is moved first and its entities later, and it is filled only once`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "filled_from_\(from)")
    var options = MigrationOptions.withoutAliases
    options.only = .schema
    try await pair.succeed(name, as: copy, options: options)
    options.only = .data
    options.verification = .full
    let filled = try await pair.add(name, to: copy, options: options)
    #expect(filled.state == .successful, "\(filled)")
    #expect(filled.result?.contentVerified == true)
    #expect(try await to.loadState(of: copy) == .notLoaded)
    try await pair.witness(name, copy, ignoring: ["aliases"])
    let again = try await pair.check(name, as: copy, options: options)
    #expect(again.blockers.map(\.code) == [.targetNotEmpty])
  }

  @Test(arguments: Cases.few(2, of: ways, from: 1))
  func `upsert replaces entities with the same keys, adds what lacks and keeps the rest`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "merged_from_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    try await PythonTool.tamper.run([
      try to.address, copy, "\"key 000100\"", "\"key 000101\"", "\"by hand\"",
    ])
    for level in [MigrationOptions.VerificationLevel.count, .full] {
      var options = MigrationOptions.withoutAliases
      options.onConflict = .upsert
      options.verification = level
      let merged = try await pair.add(name, to: copy, options: options)
      #expect(merged.state == .successful, "\(merged)")
      let result = try #require(merged.result)
      #expect(result.countedBy == "key" && result.targetRows == result.rows)
      #expect(result.contentVerified == (level == .full))
      let report = try await pair.verify(name, copy)
      #expect(report.differences.map(\.kind) == [.extra], "\(report.differences)")
      #expect(report.targetRows == report.sourceRows + 1)
    }
  }

  @Test func `what was there before a job is neither dropped with it nor by its repair`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("varchar", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "kept_from_source")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    var options = MigrationOptions.withoutAliases
    options.onConflict = .upsert
    let report = try await pair.check(name, as: copy, options: options)
    let id = try #require(
      try await pair.engine.start(report, from: pair.source, to: pair.target).first)
    try await pair.engine.pause(id, now: true)
    let paused = try await pair.engine.outcome(of: id)
    let use = try await pair.engine.targetUse(of: id)
    try #require(paused.state == .paused && use == .merge)
    let refusal = await #expect(throws: MigrationError.self) {
      try await pair.engine.cancel(id, dropOn: pair.target, releaseOn: [])
    }
    #expect(refusal?.code == .illegalJobState)
    try await pair.engine.resume(id, from: pair.source, to: pair.target)
    #expect(try await pair.engine.outcome(of: id).state == .successful)
    let denial = await #expect(throws: MigrationError.self) {
      try await pair.engine.repair(
        id, from: pair.source, to: pair.target,
        options: RepairOptions(deletesExtra: true))
    }
    #expect(denial?.code == .notRepairable)
    #expect(try await pair.verify(name, copy).isEqual)
  }

  @Test func `a collection of another schema is not written into`() async throws {
    let name = try await SeededCollections.shared.collection("varchar", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "other_schema")
    try await SeededCollections.make("partitions", copy, on: .target)
    let before = try await TestServer.target.count(copy)
    var options = MigrationOptions.withoutAliases
    options.onConflict = .upsert
    let report = try await pair.check(name, as: copy, options: options)
    #expect(report.blockers.map(\.code) == [.schemaDiffers])
    #expect(report.plans.isEmpty)
    #expect(try await TestServer.target.count(copy) == before)
  }
}

extension ServerPair {
  /// Moves entities into a collection that the target has, and returns how the job ended.
  fileprivate func add(
    _ name: String, to targetName: String, options: MigrationOptions
  ) async throws -> JobStatus {
    let report = try await check(name, as: targetName, options: options)
    try #require(report.blockers.isEmpty, "\(report.blockers)")
    let ids = try await engine.start(report, from: source, to: target)
    return try await engine.outcome(of: try #require(ids.first))
  }
}
