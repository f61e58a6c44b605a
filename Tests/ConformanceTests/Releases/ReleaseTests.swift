internal import Foundation
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// One small collection from, or to, each kind of older server.
@Suite(
  .timeLimit(.minutes(15)),
  .enabled(if: [TestServer.m22, .m234, .lite25].allSatisfy(\.isThere)))
struct ReleaseTests {
  static let samples = [
    ReleasePair(kind: "scalars", from: .m22, to: .target),
    ReleasePair(kind: "arrays", from: .m234, to: .target),
    ReleasePair(kind: "varchar", from: .source, to: .m234),
    ReleasePair(kind: "three", from: .lite25, to: .lite2),
    ReleasePair(kind: "hnsw", from: .source, to: .lite25),
  ]

  @Test(arguments: samples) func `a collection arrives whole`(pair: ReleasePair)
    async throws
  {
    try await pair.run()
  }

  @Test(arguments: [
    (TestServer.m22, "2.2.16", KnownServer.Basis.version), (.m234, "2.3.4", .version),
    (.lite25, "Lite 2.5 (assumed)", .answers),
  ])
  func `a server is known`(
    server: TestServer, version: String, basis: KnownServer.Basis
  ) async throws {
    let identity = try await server.withClient { try await $0.identify() }
    #expect("\(identity.version)" == version)
    #expect(identity.server.basis == basis)
  }

  @Test(arguments: [
    (
      TestServer.m22, "Milvus 2.2.16: no count(*), no upsert, no arrays: source only",
      "Milvus 2.2.16, known by its answer to GetVersion", "version"
    ),
    (
      .lite25, "Milvus Lite 2.5 (assumed): no partitions, no aliases, no databases",
      "Milvus Lite 2.5 (assumed), known by", "answers"
    ),
  ])
  func `the program tells what a server is and cannot do`(
    server: TestServer, connected: String, described: String, basis: String
  ) async throws {
    let (program, address) = (try BuiltProgram(), try server.address)
    let shown = try await program.run(["-c", "connect source \(address); describe server"])
    #expect(shown.output.contains(connected), "\(shown)")
    #expect(shown.output.contains(described), "\(shown)")
    #expect(shown.output.contains("CAPABILITY"), "\(shown)")
    let end = try await program.run(["--source", address, "-o", "json", "describe", "server"])
    let line = try #require(end.output.split(separator: "\n").last)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let servers = try #require(document["servers"] as? [[String: Any]])
    let capabilities = try #require(servers.first?["capabilities"] as? [[String: Any]])
    let upsert = try #require(capabilities.first { $0["name"] as? String == "upsert" })
    #expect(upsert["has"] as? Bool == (server == .lite25))
    #expect(upsert["knownBy"] as? String == basis)
  }

  @Test func `Lite 2 is not taken for a Milvus, whatever is said of it`() async throws {
    let address = try TestServer.lite25.address
    let end = try await BuiltProgram().run(
      ["-c", "connect source \(address) --server-version 2.3.5"])
    #expect(end.end == .exited(64), "\(end)")
    #expect(end.errors.contains("answers as Milvus Lite 2.5 (assumed), and --server-version"))
    #expect(end.errors.contains("leave --server-version out: connect source "), "\(end)")
  }

  @Test func `Lite 2 has one partition and no other names, and is not asked for more`()
    async throws
  {
    try await TestServer.lite25.withClient { client in
      let nowhere = CollectionAddress.named("nowhere")
      let partitions = try await client.partitions(of: nowhere)
      let aliases = try await client.aliases(of: nowhere)
      let timestamp = try await client.allocateTimestamp()
      let health = try await client.health()
      #expect(partitions == ["_default"] && aliases.isEmpty && timestamp == nil)
      #expect(health.isHealthy)
      let error = await #expect(throws: MilvusError.self) { try await client.databases() }
      #expect(error?.code == .unsupportedByServer)
      #expect(error?.message.hasSuffix("Milvus Lite 2.5 (assumed) does not have databases") == true)
    }
  }

  @Test func `Milvus 2_2 is counted by its keys and has its other names in descriptions`()
    async throws
  {
    try await ReleasePair(kind: "deleted", from: .m22, to: .target).seed("deleted_of_m22")
    try await TestServer.m22.withClient { client in
      let count = try await client.count(.named("deleted_of_m22"))
      let aliases = try await client.aliases(of: .named("deleted_of_m22"))
      #expect(count == 201 && aliases == ["deleted_of_m22_alias"])
    }
  }

  @Test func `Milvus before 2_3 is no target`() async throws {
    let name = "binary_of_source"
    try await ReleasePair(kind: "binary", from: .source, to: .m22).seed(name)
    let report = try await ServerPair(.source, .m22).check(name)
    #expect(report.blockers.map(\.code).contains(.versionTooOld))
    #expect(report.blockers.contains { $0.text.contains("no upsert") })
  }

  @Test func `a field whose function Lite 2 hides is a blocker`() async throws {
    let name = "hidden_of_lite25"
    try await ReleasePair(kind: "hidden", from: .lite25, to: .lite2).seed(name)
    let report = try await ServerPair(.lite25, .lite2).check(name)
    #expect(report.blockers.map(\.code).contains(.functionHidden))
  }

  @Test func `keys with line breaks are a blocker where no filter finds them`() async throws {
    let name = "line_breaks_of_lite25"
    try await ReleasePair(kind: "line_breaks", from: .lite25, to: .lite2).seed(name)
    let report = try await ServerPair(.lite25, .lite2).check(name)
    #expect(report.blockers.map(\.code).contains(.keyLineBreaks))
  }
}

/// Every kind of collection that both ends hold, for all pairs: `scripts/test servers`.
@Suite(.timeLimit(.minutes(15)), .enabled(if: TestServer.areAllThere))
struct ReleasePairTests {
  @Test(arguments: ReleasePair.all) func `a collection arrives whole`(
    pair: ReleasePair
  ) async throws {
    try await pair.run()
  }
}

/// Milvus 2.2.8 ends when it is asked for its databases: it is asked for its version alone.
@Suite(.timeLimit(.minutes(15)), .enabled(if: TestServer.areAllThere), .serialized)
struct OldestServerTests {
  @Test(arguments: [
    "connect source $OLD", "connect target $OLD; check --all",
    "connect source $OLD; list databases; list collections; use default",
  ])
  func `it survives what is typed`(_ line: String) async throws {
    let program = try BuiltProgram()
    let old = try TestServer.m228.address
    let end = try await program.run(
      ["-c", line.replacing("$OLD", with: old)])
    #expect(end.errors.contains("Milvus 2.2.8 is too old to be read"), "\(end)")
    #expect(end.errors.contains("2.2.16"), "\(end)")
    try await expectAlive()
  }

  @Test func `it survives every call of a client`() async throws {
    try await TestServer.m228.withClient { client in
      for call in [
        { _ = try await client.databases() }, { try await client.createDatabase("d") },
        { _ = try await client.aliases(of: .named("nowhere")) },
      ] as [() async throws -> Void] {
        await #expect(throws: MilvusError.self) { try await call() }
      }
    }
    try await expectAlive()
  }

  private func expectAlive() async throws {
    try await TestServer.m228.withClient { client in
      let answer = try await client.collections(database: CollectionAddress.defaultDatabase)
      #expect(answer.count >= 0)
    }
  }
}
