internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// Commands about several collections, which wait for a server once and not once for each.
@Suite(.timeLimit(.minutes(5))) struct SideBySideTests {
  private let names = ["alpha", "beta", "gamma"]

  /// A session whose source and target are one fake with these collections.
  private func withSession(
    _ body: (RecordedSession, FakeMilvus) async throws -> Void
  ) async throws {
    let fake = FakeMilvus("2.6.18")
    for name in names { try SampleCollection(name).make(on: fake) }
    let recorded = RecordedSession(tree: .standard)
    try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        _ = try await recorded.run(
          "connect source \(access.endpoint); connect target \(access.endpoint) --label tgt")
        try await body(recorded, fake)
      }
    }
  }

  @Test(arguments: [
    ("load '*' --no-wait", "LoadCollection"), ("load '*'", "GetLoadingProgress"),
    ("load --all --no-wait", "LoadCollection"), ("release --all", "ReleaseCollection"),
    ("release '*'", "ReleaseCollection"), ("count '*'", "Query"), ("count --all", "Query"),
    ("count '*' --stats", "GetCollectionStatistics"),
    ("describe collection --all", "DescribeCollection"),
  ])
  func `each is asked about while the others are, and told in its place`(
    line: String, method: String
  ) async throws {
    try await withSession { recorded, fake in
      let gates = names.map { _ in fake.hold(method) }
      let command = Task { try await recorded.run(line).status }
      // The last call comes while the first is not answered yet.
      for gate in gates.reversed() {
        await gate.arrival()
        gate.open()
      }
      let status = try await command.value
      #expect(status == .done, "\(recorded.outputs.messages)")
      let places = names.compactMap { recorded.outputs.results.firstRange(of: $0)?.lowerBound }
      #expect(places.count == 3 && places == places.sorted(), "\(recorded.outputs.results)")
    }
  }

  @Test(arguments: [("list aliases", "ListAliases"), ("list collections", "DescribeCollection")])
  func `one that is dropped after it was listed stops no other`(
    line: String, method: String
  ) async throws {
    try await withSession { recorded, fake in
      let gates = names.map { _ in fake.hold(method) }
      let command = Task { try await recorded.run(line).status }
      for gate in gates { await gate.arrival() }
      let client = try recorded.session.openCluster(.target).client
      try await client.drop(CollectionAddress(name: "beta"))
      gates.forEach { $0.open() }
      #expect(try await command.value == .done, "\(recorded.outputs.messages)")
    }
  }

  @Test(arguments: ["count", "load", "release", "count docs --all"])
  func `collections are named or all are meant`(line: String) async throws {
    let recorded = RecordedSession(tree: .standard)
    #expect(try await recorded.run(line).status == .usage)
    #expect(recorded.outputs.messages.contains("name collections, or use --all"))
  }

  @Test(arguments: [
    ("load alpha", "the target goes on loading it; release target:alpha stops that"),
    (
      "load '*'",
      "3 collections go on being loaded; release target:alpha target:beta target:gamma stops that"
    ),
  ])
  func `who stops waiting is told how to stop what goes on`(
    line: String, words: String
  ) async throws {
    try await withSession { recorded, fake in
      let gates = (line.contains("*") ? names : ["alpha"]).map { _ in
        fake.hold("GetLoadingProgress")
      }
      let command = Task { try await recorded.run(line).status }
      for gate in gates { await gate.arrival() }
      command.cancel()
      let status = try await command.value
      #expect(status == .interrupted, "\(recorded.outputs.messages)")
      for gate in gates { gate.open() }
      let messages = recorded.outputs.messages.split(whereSeparator: \.isWhitespace)
      #expect(messages.joined(separator: " ").contains(words), "\(recorded.outputs.messages)")
    }
  }
}
