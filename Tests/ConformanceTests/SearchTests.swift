internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// `verify --mode search` on real servers.
@Suite(.timeLimit(.minutes(15)))
struct SearchTests {
  @Test func `an HNSW and the AUTOINDEX of its copy find the same neighbours, but for few`()
    async throws
  {
    // More rows than a segment holds without an index.
    let name = "searched_hnsw"
    try await SeededCollections.make("indexed", name, on: .source, options: ["--rows", "3000"])
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: "searched_indexed", options: .withoutAliases)
    let report = try await pair.compareSearches(name, "searched_indexed") {
      $0.isExact = true
    }
    let field = try #require(report.fields.first)
    #expect(field.indexes.source.type == "HNSW" && field.indexes.target.type == "AUTOINDEX")
    #expect(field.indexes.source.metric == "IP" && field.indexes.target.metric == "IP")
    #expect(field.queries.count == 100)
    #expect(field.overlap.mean > 0.8, "\(field.overlap)")
    let recall = try #require(field.recall)
    #expect(recall.source > 0.8 && recall.target > 0.8, "\(recall)")
    #expect(field.differingRows.isEmpty)
    #expect(field.queries.allSatisfy { $0.seconds.source > 0 && $0.seconds.target > 0 })
    #expect(report.loadedTarget)
    #expect(try await TestServer.target.loadState(of: "searched_indexed") == .notLoaded)
  }

  @Test func `a target with other vectors in one row of a hundred is found out`() async throws {
    let (name, copy) = ("searched_ranges", "searched_ranges_copy")
    let (source, target) = try (TestServer.source.address, TestServer.target.address)
    try await ServerProbe(source).drop(name)
    try await PythonTool.seedRanges.run([source, "5000", name])
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: copy, options: .withSameIndexes)
    let equal = try #require(try await pair.compareSearches(name, copy).fields.first)
    #expect(equal.overlap.least == 1 && equal.recall == BothEnds(source: 1, target: 1))
    #expect(equal.causes.isEmpty)
    try await expectParts(name, copy, pair)

    try await PythonTool.revector.run([target, "5000", "100", copy])
    let changed = Set(stride(from: Int64(0), to: 5000, by: 100).map(PrimaryKey.int64))
    let found = try #require(try await pair.compareSearches(name, copy).fields.first)
    #expect(found.overlap.mean < 1 && found.overlap.mean > 0.9, "\(found.overlap)")
    #expect(!found.differingRows.isEmpty && changed.isSuperset(of: found.differingRows))
    #expect(found.causes == [.rowsDiffer(found.differingRows.count)])
    for query in found.worstQueries {
      let moved = (query.all.onlyFirst + query.all.onlySecond).map(\.key)
      #expect(!changed.isDisjoint(with: moved), "\(query)")
    }
    #expect(try await TestServer.target.loadState(of: copy) == .notLoaded)
  }

  /// Searches of a partition, and with a filter, find the same as well.
  private func expectParts(_ name: String, _ copy: String, _ pair: ServerPair) async throws {
    let report = try await pair.compareSearches(name, copy, .sample(20, seed: 3)) {
      $0.partitions = ["second"]
      $0.filter = "n < 2500"
    }
    let part = try #require(report.fields.first)
    #expect(part.queries.count == 20 && part.overlap.least == 1)
    for query in part.queries {
      guard case .row(.int64(let key), partition: "second") = query.subject else {
        Issue.record("\(query.subject)")
        continue
      }
      #expect(key < 2500 && key % 5 == 2)
    }
  }

  @Test(arguments: ["sparse", "bm25"])
  func `what only Lite holds here is searched by its own kind`(kind: String) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: .lite)
    let pair = try await ServerPair(.lite, .lite2)
    try await pair.succeed(name, as: "searched_\(kind)", options: .withoutAliases)
    let report = try await pair.compareSearches(name, "searched_\(kind)", .sample(20, seed: 1))
    let field = try #require(report.fields.first)
    #expect(field.indexes.source.metric == (kind == "bm25" ? "BM25" : "IP"))
    #expect(field.queries.count == 20)
    #expect(field.overlap.least == 1, "\(field.worstQueries.prefix(3))")
  }

  @Test func `bits are searched by their own metric`() async throws {
    let name = try await SeededCollections.shared.collection("binary", on: .source)
    let pair = try await ServerPair(.source, .target)
    try await pair.succeed(name, as: "searched_binary", options: .withSameIndexes)
    let report = try await pair.compareSearches(name, "searched_binary")
    let field = try #require(report.fields.first)
    #expect(field.indexes.source.metric == "HAMMING" && field.overlap.least == 1)
    #expect(field.recall == BothEnds(source: 1, target: 1))
  }

  @Test(arguments: [(TestServer.source, TestServer.lite2), (.lite, .target)])
  func `Milvus and Lite find the same neighbours, however they scale distances`(
    from: TestServer, to: TestServer
  ) async throws {
    let name = try await SeededCollections.shared.collection("partitions", on: from)
    let pair = try await ServerPair(from, to)
    try await pair.succeed(name, as: "searched_partitions", options: .withoutAliases)
    let report = try await pair.compareSearches(name, "searched_partitions")
    let field = try #require(report.fields.first)
    #expect(field.overlap.mean > 0.95, "\(field.overlap) \(field.worstQueries.prefix(3))")
    #expect(field.differingRows.isEmpty)
  }
}
