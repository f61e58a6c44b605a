internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Every kind of collection that both ends hold arrives whole, as pymilvus sees it.
@Suite(.timeLimit(.minutes(15)))
struct DirectionTests {
  private static let everywhere = [
    "scalars", "varchar", "arrays", "dynamic", "partitions", "partition_key", "empty", "deleted",
  ]

  @Test(
    arguments: Cases.few(5, of: everywhere + ["large", "binary", "indexed", "scattered"]))
  func `from Milvus to Milvus`(kind: String) async throws {
    try await cross(kind, from: .source, to: .target)
  }

  @Test(arguments: Cases.few(4, of: everywhere + ["indexed"], from: 1))
  func `from Milvus to Lite`(kind: String) async throws {
    try await cross(kind, from: .source, to: .lite2)
  }

  @Test(arguments: Cases.few(4, of: everywhere + ["indexed_lite"], from: 2))
  func `from Lite to Milvus`(kind: String) async throws {
    try await cross(kind, from: .lite, to: .target)
  }

  @Test(
    arguments: Cases.few(
      6,
      of: everywhere + [
        "indexed_lite", "auto_id", "nullable", "defaults", "sparse", "geometry", "timestamptz",
        "bm25",
      ]))
  func `from Lite to Lite`(kind: String) async throws {
    try await cross(kind, from: .lite, to: .lite2)
  }

  private func cross(_ kind: String, from: TestServer, to: TestServer) async throws {
    let name = try await SeededCollections.shared.collection(kind, on: from)
    let pair = try await ServerPair(from, to)
    let result = try await pair.succeed(name)
    #expect(!result.sourceChanged)
    #expect(result.targetRows == result.rows)
    #expect(try await from.loadState(of: name) == .loaded)
    #expect(try await to.loadState(of: name) == .notLoaded)
    try await pair.witness(name)
  }
}
