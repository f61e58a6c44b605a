internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// Of many small collections the questions around the entities take the time.
@Suite(.timeLimit(.minutes(15)))
struct SmallCollectionTests {
  /// Questions that are repeated until the answer is the one that is waited for.
  private let polls: Set = ["GetFlushState", "GetCollectionStatistics"]

  @Test(arguments: ["2.3.5", "2.6.18"])
  func `a job of a few entities asks each side a dozen questions`(version: String) async throws {
    var sample = SampleCollection("docs")
    sample.rowCount = 10
    try await FakePair.open(sample, from: version, to: version) { pair in
      let report = try await pair.check()
      pair.from.forgetCalls()
      pair.to.forgetCalls()
      let job = try await pair.run(report)
      #expect(job.state == .successful && job.done == 10)
      for side in [pair.from, pair.to] {
        let calls = side.calls.map(\.method).filter { !polls.contains($0) }
        #expect(calls.count <= 12, "\(calls)")
      }
    }
  }
}
