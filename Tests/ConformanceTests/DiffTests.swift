internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// `diff` finds nothing after a migration, and afterwards just what somebody changed.
@Suite(.timeLimit(.minutes(15)))
struct DiffTests {
  @Test(arguments: ["scalars", "arrays", "partitions", "partition_key", "indexed"])
  func `after a migration from Milvus to Milvus nothing differs`(kind: String) async throws {
    let diff = try await diffAfterMigrating(kind, from: .source, to: .target)
    #expect(diff.isEqual && diff.notComparable.isEmpty, "\(diff.findings)")
  }

  @Test(arguments: [
    (TestServer.source, TestServer.lite2, "indexed"), (.source, .lite2, "partition_key"),
    (.lite, .target, "indexed_lite"), (.lite, .target, "arrays"), (.lite, .lite2, "nullable"),
    (.lite, .lite2, "bm25"),
  ])
  func `after a migration from or to Lite nothing differs that can be compared`(
    from: TestServer, to: TestServer, kind: String
  ) async throws {
    let diff = try await diffAfterMigrating(kind, from: from, to: to)
    #expect(diff.isEqual, "\(diff.differences)")
  }

  @Test func `AUTOINDEX is as migrated, and what Lite does not keep is not comparable`()
    async throws
  {
    let diff = try await diffAfterMigrating(
      "indexed", from: .source, to: .lite2, as: "diff_automatic")
    #expect(
      found(diff.asMigrated) == [
        "indexType v: HNSW / AUTOINDEX", "indexType title: Trie / INVERTED",
        "indexType year: STL_SORT / INVERTED",
      ])
    #expect(
      found(diff.notComparable) == [
        "description: a \"described\" collection / -", "fieldDescription year: when / -",
        "fieldDescription title: what it is called / -", "consistency: Strong / -",
        "shards: 2 / 1",
      ])
  }

  @Test func `what was changed by hand is named exactly`() async throws {
    let (name, target) = ("diff_by_hand", TestServer.target)
    // The alias of an earlier run may be there.
    try await ServerProbe(try target.address).drop("\(name)_other")
    try await SeededCollections.make(
      "indexed", name, on: .source, options: ["--alias", "\(name)_alias"])
    let pair = try await ServerPair(.source, target)
    try await pair.succeed(name)
    try await PythonTool.alter.run([
      try target.address, name, "--drop-index", "title", "--move-alias", "\(name)_alias",
      "\(name)_other", "--property", "collection.ttl.seconds=60", "--add-partition", "by_hand",
    ])
    let diff = try await pair.diff(name)
    #expect(
      found(diff.differences) == [
        "partitionExtra by_hand: - / by_hand", "indexMissing title: Trie / -",
        "propertyValue collection.ttl.seconds: 2592000 / 60",
        "aliasElsewhere \(name)_alias: \(name) / \(name)_other",
      ])
    let rest = try await pair.diff(name, ignoring: Set(DiffOptions.Part.allCases))
    #expect(found(rest.differences) == ["partitionExtra by_hand: - / by_hand"])
    #expect(try await target.loadState(of: name) == .notLoaded)
  }

  @Test func `an altered property is named on Lite, too`() async throws {
    let name = try await SeededCollections.shared.collection("scalars", on: .lite)
    let pair = try await ServerPair(.lite, .lite2)
    try await pair.succeed(name, as: "diff_property", options: .withoutAliases)
    try await PythonTool.alter.run([
      try TestServer.lite2.address, "diff_property", "--property", "mmap.enabled=true",
    ])
    let diff = try await pair.diff(name, "diff_property", ignoring: [.alias])
    #expect(found(diff.differences) == ["propertyExtra mmap.enabled: - / true"])
  }

  @Test func `fields in another order differ`() async throws {
    let server = TestServer.target
    try await PythonTool.seedOrders.run([try server.address, "diff_one", "diff_other"])
    let diff = try await ServerPair(server, server).diff("diff_one", "diff_other")
    #expect(found(diff.differences) == ["fieldOrder: id, other, v / v, other, id"])
  }

  @Test func `a collection that one side lacks is an error with the names that there are`()
    async throws
  {
    let name = try await SeededCollections.shared.collection("empty", on: .source)
    let pair = try await ServerPair(.source, .target)
    let error = await #expect(throws: MigrationError.self) {
      _ = try await pair.diff(name, "diff_nowhere")
    }
    #expect(error?.code == .collectionNotFound)
    #expect(error?.message.hasPrefix("the target has no collection \"diff_nowhere\"") == true)
  }

  /// Other tests copy the same collections at the same time, so the copy has a name of its own.
  private func diffAfterMigrating(
    _ kind: String, from: TestServer, to: TestServer, as target: String? = nil
  ) async throws -> CollectionDiff {
    let name = try await SeededCollections.shared.collection(kind, on: from)
    let target = target ?? "diff_\(name)"
    let pair = try await ServerPair(from, to)
    try await pair.succeed(name, as: target, options: .withoutAliases)
    return try await pair.diff(name, target, ignoring: [.alias])
  }

  private func found(_ findings: [DefinitionDifference]) -> Set<String> {
    Set(
      findings.map {
        let thing = $0.name.isEmpty ? "\($0.code)" : "\($0.code) \($0.name)"
        return "\(thing): \($0.source ?? "-") / \($0.target ?? "-")"
      })
  }
}

extension ServerPair {
  /// Compares everything of two collections but their rows.
  fileprivate func diff(
    _ name: String, _ targetName: String? = nil, ignoring ignored: Set<DiffOptions.Part> = []
  ) async throws -> CollectionDiff {
    try await engine.diff(
      .named(name), on: source, against: .named(targetName ?? name), on: target,
      options: DiffOptions(ignored: ignored))
  }
}
