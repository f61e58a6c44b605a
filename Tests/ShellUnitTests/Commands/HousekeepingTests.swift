internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import Shell

/// What may be changed on the target, and how the source is kept from it.
@Suite struct HousekeepingTests {
  /// A session whose source and target are one fake with some collections.
  private func run(
    _ line: String, answering answer: String? = nil, aliases: [String: ServerName] = [:]
  ) async throws -> (outcome: Dispatcher.Outcome, recorded: RecordedSession, names: [String]) {
    let fake = FakeMilvus("2.3.5")
    for name in ["docs", "images"] { try SampleCollection(name).make(on: fake) }
    let answerer = answer.map { FixedAnswerer(line: $0) }
    let recorded = RecordedSession(answerer: answerer, tree: .standard)
    return try await withFakeMilvus(fake) { access in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await recorded.session.connections.run() }
        defer { group.cancelAll() }
        _ = try await recorded.run(
          "connect source \(access.endpoint); connect target \(access.endpoint) --label tgt")
        for (alias, name) in aliases {
          try await recorded.session.openCluster(.target).client.createAlias(
            ServerName(alias), for: CollectionAddress(name: name))
        }
        let outcome = try await recorded.run(line)
        let left = try await recorded.session.openCluster(.target).client
          .collections(database: CollectionAddress.defaultDatabase)
        return (outcome, recorded, left.sorted().map(\.text))
      }
    }
  }

  @Test func `a collection goes after its name was typed, and its size is told before`()
    async throws
  {
    let (outcome, recorded, names) = try await run(
      "drop collection target:docs", answering: "docs")
    #expect(outcome.status == .done && names == ["images"])
    #expect(recorded.outputs.messages.contains("target:docs on tgt holds "))
    #expect(recorded.outputs.messages.contains("This cannot be undone."))
    #expect(recorded.outputs.results.contains("dropped target:docs with "))
  }

  @Test(arguments: ["y", "yes", "images", ""])
  func `another answer than the name drops nothing`(answer: String) async throws {
    let (outcome, _, names) = try await run("drop collection target:docs", answering: answer)
    #expect(outcome.status == .failed && names == ["docs", "images"])
  }

  @Test(arguments: [
    ("drop collection target:docs", Shell.ExitStatus.usage, "say it beforehand with --yes"),
    ("drop collection source:docs --yes", .usage, "the source is opened read-only"),
    ("rename source:docs docs_new", .usage, "the source is opened read-only"),
    ("rename target:docs source:docs_new", .usage, "the source is opened read-only"),
    ("drop collection target:nosuch --yes", .failed, "no collection \"nosuch\""),
    ("drop collection target:doc --yes", .failed, "did you mean docs?"),
    ("drop collection 'target:*' --yes", .usage, "is a pattern"),
    ("rename target:docs images", .usage, "target:images is there already"),
    ("rename target:docs sales.docs", .usage, "a collection stays in its database"),
    ("drop docs", .usage, "drop collection docs"),
  ])
  func `what cannot be changed stays as it is, with the reason`(
    line: String, status: Shell.ExitStatus, words: String
  ) async throws {
    let (outcome, recorded, names) = try await run(line)
    #expect(outcome.status == status, "\(recorded.outputs.messages)")
    #expect(recorded.outputs.messages.contains(words), "\(recorded.outputs.messages)")
    #expect(names == ["docs", "images"])
  }

  @Test(arguments: [
    ("drop collection target:docs --dry-run", "would drop target:docs with "),
    ("rename target:docs docs_new --dry-run", "would rename target:docs to target:docs_new"),
    ("drop collection target:nosuch --if-exists --yes", "target:nosuch is not there"),
  ])
  func `what changes nothing says so`(line: String, words: String) async throws {
    let (outcome, recorded, names) = try await run(line)
    #expect(outcome.status == .done && names == ["docs", "images"])
    #expect(recorded.outputs.results.contains(words), "\(recorded.outputs.results)")
  }

  @Test func `aliases go with their collection, and stay with one that is renamed`() async throws {
    let dropped = try await run(
      "drop collection target:docs --yes", aliases: ["paper": "docs", "text": "docs"])
    #expect(dropped.outcome.status == .done && dropped.names == ["images"])
    #expect(dropped.recorded.outputs.results.contains("and the aliases \"paper\", \"text\""))
    let renamed = try await run(
      "rename target:docs docs_2026; list aliases --on target", aliases: ["paper": "docs"])
    #expect(renamed.outcome.status == .done && renamed.names == ["docs_2026", "images"])
    #expect(renamed.recorded.outputs.results.contains("docs_2026"))
    let alias = try await run("drop collection target:paper --yes", aliases: ["paper": "docs"])
    #expect(alias.outcome.status == .usage && alias.names == ["docs", "images"])
    #expect(alias.recorded.outputs.messages.contains("hint:  drop collection target:docs"))
  }
}
