internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// A collection of many partitions is not slower to copy or to compare than what they hold.
@Suite(.timeLimit(.minutes(15)))
struct EmptyPartitionTests {
  @Test(arguments: ["2.3.5", "2.6.18"], [VerifyOptions.Mode.full, .sample])
  func `an empty partition is counted, and not read`(
    version: String, mode: VerifyOptions.Mode
  ) async throws {
    var sample = SampleCollection("docs")
    sample.partitions = (1...30).map { "p\($0)" }
    sample.rowCount = 3
    try await FakePair.open(sample, from: version, to: version) { pair in
      try await pair.migrate()
      pair.from.forgetCalls()
      let report = try await pair.verify(mode)
      #expect(report.isEqual && report.sourceRows == 3 && report.counts.count == 31)
      let queries = pair.from.calls.count { $0.method == "Query" }
      // A count of everything, one of each partition, and two pages and the rows of three.
      #expect(queries == 41)
    }
  }

  @Test(arguments: ["2.3.5", "2.6.18"])
  func `an empty partition costs a copy one question`(version: String) async throws {
    var sample = SampleCollection("docs")
    sample.partitions = (1...30).map { "p\($0)" }
    sample.rowCount = 3
    try await FakePair.open(sample, from: version, to: version) { pair in
      let report = try await pair.check()
      pair.from.forgetCalls()
      let job = try await pair.run(report)
      #expect(job.state == .successful && job.done == 3)
      let asked = try pair.from.calls.filter { $0.method == "Query" }.flatMap {
        try WireQueryRequest(serializedBytes: $0.request).partitionNames
      }
      let full = Set(pair.from.rows(of: "docs").map(\.partition.text))
      for partition in sample.partitions where !full.contains(partition) {
        #expect(asked.count { $0 == partition } == 1, "\(partition)")
      }
    }
  }

  @Test(arguments: [VerifyOptions.Mode.count, .full])
  func `partitions that the target lacks are looked at as of one moment`(
    mode: VerifyOptions.Mode
  ) async throws {
    var sample = SampleCollection("docs")
    sample.partitions = (1...30).map { "p\($0)" }
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      var options = MigrationOptions()
      options.partitions = ["_default"]
      try await pair.migrate(options)
      pair.from.forgetCalls()
      let report = try await pair.verify(mode)
      #expect(!report.isEqual && report.sourceRows == 40 && report.counts.count == 31)
      // One for what both sides have, and one for all that is missing.
      #expect(pair.from.calls.count { $0.method == "AllocTimestamp" } == 2)
    }
  }
}
