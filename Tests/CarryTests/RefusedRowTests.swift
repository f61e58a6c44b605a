internal import Foundation
internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Rows that a newer release would refuse for the names of their undeclared fields.
@Suite(.timeLimit(.minutes(15))) struct RefusedRowTests {
  @Test(arguments: ["2.4.1", "2.6.18", "3.0.0"])
  func `one that has the name of a declared field is left out unsent`(to: String) async throws {
    try await FakePair.open(sample(shadowing: [3]), from: "2.3.5", to: to) { pair in
      let report = try await pair.check()
      #expect(report.findings.first { $0.code == .dynamicKeys }?.level == .warning)
      let job = try await pair.run(report)
      #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
      #expect(job.rejected == 1 && job.result?.rows == 39)
      let sent = try pair.to.calls.filter { $0.method == "Insert" }.map {
        try WireWriteRequest(serializedBytes: $0.request).numRows
      }
      #expect(sent.reduce(0, +) == 39)
    }
  }

  @Test func `where all have it the job fails, and no alias leads to an empty target`() async throws
  {
    var sample = sample(shadowing: Array(0..<40))
    sample.aliases = ["one"]
    try await FakePair.open(sample, from: "2.3.5", to: "2.6.18") { pair in
      let job = try await pair.run(pair.check())
      #expect(job.state == .failed)
      #expect(job.failure?.code == .migration(.rowsRefused))
      #expect(!pair.to.calls.contains { ["Insert", "CreateAlias"].contains($0.method) })
    }
  }

  @Test(arguments: [1, 4])
  func `a first partition of which no row is taken does not fail the others`(
    parallel: Int
  ) async throws {
    var sample = sample(shadowing: Array(0..<20), onlyIn: "")
    sample.partitions = ["east"]
    try await FakePair.open(sample, from: "2.3.5", to: "2.6.18") { pair in
      var options = MigrationOptions()
      options.parallel = parallel
      let job = try await pair.run(pair.check(options))
      #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
      #expect(job.rejected == 20 && job.result?.rows == 20, "\(job)")
    }
  }

  @Test func `rows of a few partitions are refused, and those of others arrive`() async throws {
    var sample = sample(shadowing: [0, 1, 2])
    sample.partitions = ["east", "west"]
    try await FakePair.open(sample, from: "2.3.5", to: "2.6.18") { pair in
      let job = try await pair.run(pair.check())
      #expect(job.state == .successful, "\(job.failure?.message ?? "no reason")")
      #expect(job.rejected == 9 && job.result?.rows == 31)
    }
  }

  /// A collection with undeclared fields, of which these rows of each request have one called "v".
  private func sample(
    shadowing rows: [Int], onlyIn partition: String? = nil
  ) -> SampleCollection {
    var sample = SampleCollection("docs") { $0.enableDynamicField = true }
    sample.amend = { request in
      guard partition == nil || request.partitionName == partition else { return }
      for place in request.fieldsData.indices where request.fieldsData[place].isDynamic {
        for row in rows {
          request.fieldsData[place].scalars.jsonData.data[row] = Data(#"{"v":[1]}"#.utf8)
        }
      }
    }
    return sample
  }
}
