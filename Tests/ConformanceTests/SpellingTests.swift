import MigrationEngine
import MilvusClient
import TestSupport
import Testing

/// Names that differ in bytes alone, on the servers that take them.
@Suite(.timeLimit(.minutes(15)), .serialized)  // One seeded set of collections serves all tests.
struct SpellingTests {
  private static let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]

  private func seed(_ prefix: String) async throws -> ServerPair {
    try await PythonTool.seedSpellings.run([try TestServer.lite.address, prefix])
    return try await ServerPair(.lite, .lite2)
  }

  private var full: MigrationOptions {
    var options = MigrationOptions()
    options.verification = .full
    return options
  }

  @Test func `partitions of two spellings arrive with all their rows`() async throws {
    let pair = try await seed("spelled_a")
    let result = try await pair.succeed("spelled_a_partitions", options: full)
    #expect(result.rows == 5 && result.contentVerified && !result.sourceChanged)
    let report = try await pair.verify("spelled_a_partitions")
    #expect(report.isEqual, "\(report)")
    for (place, name) in Self.spellings.enumerated() {
      let counts = report.counts.filter { $0.name == name }.map { [$0.source, $0.target] }
      #expect(counts == [[2 + Int64(place), 2 + Int64(place)]])
    }
    var chosen = VerifyOptions()
    chosen.partitions = [Self.spellings[1]]
    #expect(try await pair.verify("spelled_a_partitions", nil, chosen).sourceRows == 3)
  }

  @Test func `fields, aliases and dynamic keys of two spellings arrive`() async throws {
    let pair = try await seed("spelled_b")
    for name in Self.spellings {
      try? await TestServer.lite2.withClient { try await $0.dropAlias("spelled_b_\(name)_alias") }
    }
    let result = try await pair.succeed("spelled_b_fields", options: full)
    #expect(result.rows == 5 && result.contentVerified)
    try await pair.witness("spelled_b_fields")
    let made = try await TestServer.lite2.withClient { client in
      try await client.describe(.named("spelled_b_fields"))
    }
    #expect(made.schema.fields.map(\.name).suffix(2) == Self.spellings[...])
    let aliases = try await TestServer.lite2.withClient { client in
      try await client.aliases(of: .named("spelled_b_fields"))
    }
    #expect(Set(aliases) == Set(Self.spellings.map { "spelled_b_\($0)_alias" }))
  }

  @Test func `the program moves both of two collections that a pattern fits`() async throws {
    let pair = try await seed("spelled_c")
    let names = Self.spellings.map { "spelled_c_\($0)" }
    for name in names { try await ServerProbe(try TestServer.lite2.address).drop(name) }
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.lite2.address,
      "-c", "migrate --match 'spelled_c_caf*' --yes --verify full",
    ])
    try #require(end.end == .exited(0), "\(end)")
    for (place, name) in names.enumerated() {
      let report = try await pair.verify(name)
      #expect(report.isEqual && report.sourceRows == 3 + Int64(place), "\(report)")
    }
  }
}
