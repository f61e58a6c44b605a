internal import JobJournal
internal import MigrationEngine
internal import TestSupport
internal import Testing

/// A row that is written over another one of the same key leaves nothing of it.
@Suite(.timeLimit(.minutes(15)))
struct ReplacementTests {
  private static let ways = [
    (TestServer.source, TestServer.lite2), (.lite, .lite2), (.source, .target), (.lite, .target),
  ]

  @Test(arguments: Cases.few(2, of: ways))
  func `no dynamic key of the old row stays in one that is merged or repaired`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("dynamic", on: from)
    let (pair, copy) = (try await ServerPair(from, to), "replaced_dynamic_of_\(from)")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    // The row of 10 has no dynamic key of its own.
    let keys = ["-1", "10", "13", "16", "19"]
    try await PythonTool.disturb.run([try to.address, copy, "extend"] + keys)
    #expect(try await pair.verify(name, copy).differenceCount == 5)
    let repaired = try await pair.engine.repair(
      .named(name), on: pair.source, against: .named(copy), on: pair.target)
    #expect(repaired.written == 5 && repaired.isEqual, "\(repaired.left)")
    try await PythonTool.disturb.run([try to.address, copy, "extend"] + keys)
    var options = MigrationOptions.withoutAliases
    options.onConflict = .upsert
    let report = try await pair.check(name, as: copy, options: options)
    let ids = try await pair.engine.start(report, from: pair.source, to: pair.target)
    let merged = try await pair.engine.outcome(of: try #require(ids.first))
    #expect(merged.state == .successful, "\(merged)")
    #expect(try await pair.verify(name, copy).isEqual)
    #expect(try await to.count(copy) == from.count(name))
  }
}
