internal import MilvusClient
internal import TestSupport
internal import Testing

/// `load` on real servers.
@Suite(.timeLimit(.minutes(15)))
struct LoadTests {
  @Test(arguments: [TestServer.target, .lite, .lite2])
  func `load waits until the index of a copy is built`(target: TestServer) async throws {
    // More rows than a segment holds without an index.
    let (rows, name, copy) = (10_000, "loaded_for_\(target)", "loaded_on_\(target)")
    try await SeededCollections.make(
      "indexed", name, on: .source, options: ["--rows", "\(rows)"])
    let pair = try await ServerPair(.source, target)
    try await pair.succeed(name, as: copy, options: .withoutAliases)
    let end = try await BuiltProgram().run([
      "--target", try target.address, "-o", "json", "-c", "load target:\(copy) --index",
    ])
    #expect(end.end == .exited(0), "\(end)")
    let indexes = try await target.withClient { try await $0.indexes(of: .named(copy)) }
    #expect(!indexes.isEmpty && IndexBuild(indexes)?.isFinished != false, "\(indexes)")
    if target == .target {
      #expect(end.output.contains(#""pendingEntities":0,"indexBuilt":true"#), "\(end)")
      #expect(IndexBuild(indexes)?.totalRows == Int64(rows), "\(indexes)")
    }
    try await ServerProbe(try TestServer.source.address).drop(name)
  }
}
