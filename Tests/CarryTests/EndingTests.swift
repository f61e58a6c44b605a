internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// An alias or an index that the target refuses when the entities are there.
@Suite(.timeLimit(.minutes(15))) struct EndingTests {
  private static let sample = {
    var sample = SampleCollection("docs")
    sample.aliases = ["live"]
    return sample
  }()

  @Test func `an alias that is taken meanwhile does not hold up what has arrived`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.run(try await pair.check()) { _ in
        try SampleCollection("other").create(on: pair.to)
        try pair.point("live", to: "other", on: pair.to)
      }
      let result = try #require(job.result, "\(job)")
      #expect(result.notCarried?.map(\.what) == ["alias \"live\""])
      #expect(result.notCarried?.first?.reason == "live is alias to another collection")
      #expect(result.needsAttention && result.targetRows == 40)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }

  @Test func `an index that is refused does not undo what has arrived`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.run(try await pair.check()) { _ in
        try pair.to.perform(
          "CreateIndex",
          WireCreateIndexRequest.with {
            $0.collectionName = "docs"
            $0.fieldName = "v"
            $0.indexName = "other"
            $0.extraParams = [
              KeyValue("index_type", "FLAT"), KeyValue("metric_type", "IP"),
            ].map { pair in
              .with {
                $0.key = pair.key
                $0.value = pair.value
              }
            }
          })
      }
      let result = try #require(job.result, "\(job)")
      #expect(result.notCarried?.map(\.what) == ["index \"v\" on \"v\""])
      #expect(result.needsAttention && result.targetRows == 40)
      #expect(try pair.description(on: pair.to).aliases == ["live"])
    }
  }

  @Test func `a job that an alias holds up goes on without it`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      pair.to.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["CreateAlias"]))
      let stopped = try await pair.run(try await pair.check())
      #expect(stopped.state == .paused && stopped.phase == .alias, "\(stopped)")
      let job = try await pair.resume(
        stopped.id, amendment: PlanAmendment(dropsAliases: true))
      #expect(job.state == .successful && job.result?.needsAttention == false, "\(job)")
      #expect(job.fingerprint != stopped.fingerprint)
      #expect(try pair.description(on: pair.to).aliases.isEmpty)
      #expect(try await pair.events(of: job.id).contains("goes on without aliases"))
    }
  }

  @Test func `a job that an index holds up goes on without it`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      pair.to.arm(FaultPlan(.permissionDenied, atCall: 1, of: ["CreateIndex"]))
      let stopped = try await pair.run(try await pair.check())
      #expect(stopped.state == .paused && stopped.phase == .index, "\(stopped)")
      let job = try await pair.resume(
        stopped.id, amendment: PlanAmendment(dropsIndexes: true))
      #expect(job.state == .successful, "\(job)")
      #expect(job.result?.unproven != nil)
    }
  }
}
