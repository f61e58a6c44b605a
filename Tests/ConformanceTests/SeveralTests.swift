internal import TestSupport
internal import Testing

/// Several collections at once, of which one fails.
@Suite(.timeLimit(.minutes(5)))
struct SeveralTests {
  @Test func `a collection that fails does not stop those after it, and the summary names both`()
    async throws
  {
    let (bad, good) = ("failing_docs", "moving_docs")
    try await SeededCollections.make("unwelcome", bad, on: .lite)
    try await SeededCollections.make("varchar", good, on: .lite)
    for name in [bad, good] { try await ServerProbe(try TestServer.target.address).drop(name) }
    let end = try await BuiltProgram().run([
      "--source", try TestServer.lite.address, "--target", try TestServer.target.address, "-c",
      "migrate \(bad) \(good) --max-rejects 0 --yes",
    ])
    #expect(end.end == .exited(1), "\(end)")
    let lines = end.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("[1] \(bad)  failed:") }, "\(end)")
    #expect(lines.contains { $0.hasPrefix("[2] \(good)  Successful") }, "\(end)")
    #expect(try await TestServer.target.count(good) == TestServer.lite.count(good))
  }
}
