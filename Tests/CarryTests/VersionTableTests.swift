internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// Each line refuses as a target what it cannot hold, before anything is written to it.
@Suite(.timeLimit(.minutes(15))) struct VersionTableTests {
  /// One thing and one release that lacks it.
  struct Gap: Sendable, CustomTestStringConvertible {
    let carried: Carried
    let version: String

    var testDescription: String { "\(carried.what) on \(version)" }

    static let all = Carried.all.flatMap { carried in
      carried.lacking.map { Gap(carried: carried, version: $0) }
    }
  }

  @Test(arguments: Gap.all) func `what a release lacks is a blocker with the field named`(
    gap: Gap
  ) async throws {
    try await FakePair.open(gap.carried.sample, from: "3.0.0", to: gap.version) { pair in
      let report = try await pair.check()
      let texts = report.blockers.map(\.text)
      if let field = gap.carried.field {
        #expect(texts.contains { $0.contains("field \"\(field)") }, "\(texts)")
      } else {
        #expect(texts.contains { $0.contains("vector fields") }, "\(texts)")
      }
      #expect(report.plans.isEmpty)
      #expect(try await pair.start(report) == 0)
      #expect(!pair.to.calls.isEmpty)
      #expect(pair.to.calls.filter(\.isChange).isEmpty)
      #expect(pair.to.collections().isEmpty)
    }
  }

  @Test(arguments: Carried.all) func `what a release has is no blocker`(
    carried: Carried
  ) async throws {
    try await FakePair.open(carried.sample, from: "3.0.0", to: carried.since) { pair in
      let blockers = try await pair.check().blockers
      #expect(blockers.isEmpty)
    }
  }

  @Test(arguments: ["2.3.5", "2.4.1", "2.5.18", "2.6.2"])
  func `generated keys need a choice where they cannot be given`(version: String) async throws {
    let sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    try await FakePair.open(sample, from: "3.0.0", to: version) { pair in
      let report = try await pair.check()
      #expect(report.blockers.map(\.code) == [.autoIDChoice])
      #expect(pair.to.calls.filter(\.isChange).isEmpty)
      var options = MigrationOptions()
      options.autoID = .keepKeys
      try await pair.migrate(options)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }
}
