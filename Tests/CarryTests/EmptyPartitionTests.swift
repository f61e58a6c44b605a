internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A collection of many partitions is not slower to compare than what they hold.
@Suite(.timeLimit(.minutes(1)))
struct EmptyPartitionTests {
  @Test(arguments: ["2.3.5", "2.6.18"], [VerifyOptions.Mode.full, .sample])
  func `an empty partition is counted, and not read`(
    version: String, mode: VerifyOptions.Mode
  ) async throws {
    var sample = SampleCollection("docs")
    sample.partitions = (1...30).map { "p\($0)" }
    sample.rowCount = 3
    try await Passage.open(sample, from: version, to: version) { passage in
      try await passage.migrate()
      passage.from.forgetCalls()
      let report = try await passage.verify(mode)
      #expect(report.isEqual && report.sourceRows == 3 && report.counts.count == 31)
      let queries = passage.from.calls.count { $0.method == "Query" }
      // A count of everything, one of each partition, and two pages and the rows of three.
      #expect(queries == 41)
    }
  }
}
