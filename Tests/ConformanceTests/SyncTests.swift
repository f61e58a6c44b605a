internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// `sync` brings what was written to a real source to its copy.
@Suite(.timeLimit(.minutes(15)))
struct SyncTests {
  /// Lends a collection of texts on a server, made there by a copy, that may be written to.
  private func withOrigin(
    of kind: String, from seeded: TestServer, on origin: TestServer,
    _ body: (String) async throws -> Void
  ) async throws {
    let name = "synced_\(kind)_on_\(origin)"
    let shared = try await SeededCollections.shared.collection(kind, on: seeded)
    try await ServerPair(seeded, origin).succeed(shared, as: name, options: .withSameIndexes)
    #expect(try await origin.count(name) == 300)
    try await body(name)
    try await ServerProbe(try origin.address).drop(name)
  }

  private func options(deleting: Bool) -> RepairOptions {
    var options = RepairOptions(deletesExtra: deleting)
    options.countsSource = true
    return options
  }

  @Test(arguments: [
    (TestServer.source, TestServer.target, TestServer.lite2), (.lite, .lite2, .target),
  ])
  func `an insert, an update and a delete arrive`(
    seeded: TestServer, origin: TestServer, to: TestServer
  ) async throws {
    try await withOrigin(of: "varchar", from: seeded, on: origin) { name in
      let (pair, copy) = (try await ServerPair(origin, to), "copy_of_\(name)")
      try await pair.succeed(name, as: copy, options: .withoutAliases)
      try await PythonTool.tamper.run([
        try origin.address, name, "\"key 000100\"", "\"key 000101\"", "\"by hand\"",
      ])
      let first = try await pair.repair(name, copy, options(deleting: false))
      #expect(first.found.kinds == [.missing: 1, .changed: 1, .extra: 1])
      #expect(first.settled(.missing) == 1 && first.settled(.changed) == 1)
      #expect(first.deleted == 0 && first.left.kinds == [.extra: 1])
      let second = try await pair.repair(name, copy, options(deleting: true))
      #expect(second.isEqual && second.deleted == 1 && second.written == 0)
      #expect(second.sourceGrowth == 0)
      #expect(try await to.loadState(of: copy) == .notLoaded)
      try await pair.witness(name, copy, ignoring: ["aliases"])
      try await ServerProbe(try to.address).drop(copy)
    }
  }

  @Test func `keys that the copy has twice become single beside what is new`() async throws {
    let name = try await SeededCollections.shared.collection("partition_key", on: .source)
    let (pair, copy) = (try await ServerPair(.source, .target), "synced_doubled")
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    let target = try TestServer.target.address
    try await PythonTool.disturb.run([target, copy, "double", "10", "13"])
    try await PythonTool.disturb.run([target, copy, "delete", "16"])
    let report = try await pair.repair(name, copy, options(deleting: true))
    #expect(report.isEqual && report.madeSingle == 2 && report.settled(.missing) == 1)
    #expect(try await TestServer.target.count(copy) == 300)
  }
}
