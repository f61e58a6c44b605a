internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Rows that the one server holds and the other does not take, for whatever reason and in any words.
@Suite(.timeLimit(.minutes(15)))
struct UnwelcomeRowTests {
  @Test func `an undeclared field never changes a declared one`() async throws {
    let name = "unwelcome_shadows"
    try await seed(["shadows", name], on: .source)
    let pair = try await ServerPair(.source, .lite)
    let findings = try await pair.check(name).findings
    #expect(findings.first { $0.code == .dynamicKeys }?.level == .warning)
    let job = try await pair.migrate(name, options: .withoutAliases)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    #expect(job.result?.rows == 43)
    let rejects = try await pair.engine.rejects(of: job.id)
    #expect(rejects.map(\.key) == (1...7).map { .int64($0) })
    #expect(rejects.allSatisfy { $0.reason.contains("undeclared field") }, "\(rejects)")
    let report = try await pair.verify(name)
    #expect(report.differences.map(\.key) == rejects.map(\.key))
    #expect(report.differences.allSatisfy { $0.kind == .missing })
    #expect(report.sourceRows == 50 && report.targetRows == 43)
  }

  @Test func `between servers that keep both all rows arrive`() async throws {
    let name = "unwelcome_kept"
    try await seed(["shadows", name], on: .source)
    let pair = try await ServerPair(.source, .target)
    let result = try await pair.succeed(name, options: .withoutAliases)
    #expect(result.rows == 50)
    #expect(try await pair.verify(name).isEqual)
  }

  @Test(arguments: [
    (TestServer.lite, TestServer.target, #"{"a":NaN}"#), (.lite, .target, #"{"n":1e400}"#),
    (.source, .lite, #"{"s":"\ud800"}"#), (.source, .lite, #"{"d":DEEP}"#),
  ])
  func `one odd value costs one row`(from: TestServer, to: TestServer, text: String) async throws {
    let name = "unwelcome_json_\(text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 10_000 })"
    try await seed(["json", name, text], on: from)
    let pair = try await ServerPair(from, to)
    let job = try await pair.migrate(name, options: .withoutAliases)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    #expect(job.result?.rows == 19 && job.result?.targetRows == 19)
    let rejects = try await pair.engine.rejects(of: job.id)
    #expect(rejects.map(\.key) == [.int64(7)])
    #expect(rejects.first?.reason.isEmpty == false)
  }

  @Test(
    arguments: Cases.few(2, of: ["null", "{}", " { } ", #"{"a":null}"#]),
    [(TestServer.source, TestServer.lite), (.source, .target), (.lite, .target)])
  func `no undeclared fields are the same in every form`(
    text: String, ends: (from: TestServer, to: TestServer)
  ) async throws {
    let hash = text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 10_000 }
    let name = "unwelcome_meta_\(hash)_\(ends.from)_\(ends.to)"
    try await seed(["meta", name, text], on: ends.from)
    let pair = try await ServerPair(ends.from, ends.to)
    let result = try await pair.succeed(name, options: .withoutAliases)
    #expect(result.rows == 20)
    let report = try await pair.verify(name)
    #expect(report.isEqual, "\(report.differences)")
  }

  @Test func `texts that are all too long fail the job in the server's words`() async throws {
    let name = "unwelcome_texts"
    try await seed(["texts", name, "300", "0"], on: .lite)
    let pair = try await ServerPair(.lite, .target)
    let finding = try #require(
      try await pair.check(name).findings.first { $0.code == .textLength })
    #expect(finding.level == .warning)
    #expect(finding.text.contains("\"text\" of 100 of 100 entities"))
    let job = try await pair.migrate(name, options: .withoutAliases)
    #expect(job.state == .failed)
    #expect(job.failure?.code == .migration(.rowsRefused))
    #expect(job.failure?.message.contains("max length") == true, "\(job.failure?.message ?? "")")
    #expect(job.rejected <= 12)
  }

  @Test(arguments: [(20, 1480), (300, 5)])
  func `texts that are too long are left out and named, be they few or many`(
    long: Int64, short: Int64
  ) async throws {
    let name = "unwelcome_\(long)"
    try await seed(["texts", name, "\(long + short)", "\(short)"], on: .lite)
    let pair = try await ServerPair(.lite, .target)
    let job = try await pair.migrate(name, options: .withoutAliases)
    #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
    #expect(job.result?.rows == short)
    let rejects = try await pair.engine.rejects(of: job.id)
    #expect(rejects.map(\.key) == (0..<long).map { .int64($0) })
  }

  @Test(arguments: [TestServer.target, .lite])
  func `generated keys that are too long are told before and end the job at once`(
    to: TestServer
  ) async throws {
    let name = "unwelcome_keys_\(to)"
    try await seed(["long-keys", name, "900"], on: .source)
    let pair = try await ServerPair(.source, to)
    var options = MigrationOptions.withoutAliases
    options.autoID = .keepKeys
    let finding = try #require(
      try await pair.check(name, options: options).findings
        .first { $0.code == .textLength })
    #expect(finding.hint?.contains("--auto-id new-keys") == (to == .target))
    let job = try await pair.migrate(name, options: options)
    #expect(job.state == .failed)
    #expect(job.failure?.code == .migration(.rowsRefused))
    #expect(job.rejected <= 12)
  }

  @Test func `a repair leaves out what the target does not take`() async throws {
    let name = "unwelcome_repair"
    try await seed(["json", name, #"{"a":NaN}"#], on: .lite)
    let pair = try await ServerPair(.lite, .target)
    _ = try await pair.migrate(name, options: .withoutAliases)
    try await ServerProbe(try TestServer.target.address).delete([.int64(3)], of: name)
    let report = try await pair.engine.repair(
      .named(name), on: pair.source, against: .named(name), on: pair.target)
    #expect(report.written == 1)
    #expect(report.refused.map(\.key) == [.int64(7)])
    #expect(report.left.differences.map(\.key) == [.int64(7)])
  }

  @Test func `a filter that matches nothing is said to`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .source)
    let pair = try await ServerPair(.source, .target)
    var options = MigrationOptions.withoutAliases
    options.filter = #"s == "nowhere""#
    let result = try await pair.succeed(name, as: "unwelcome_filter", options: options)
    #expect(result.rows == 0)
    #expect(result.filterMatchedNothing == true)
  }

  private func seed(_ words: [String], on server: TestServer) async throws {
    try await server.taking {
      _ = try await PythonTool.seedRaw.run([try server.address] + words)
    }
  }
}
