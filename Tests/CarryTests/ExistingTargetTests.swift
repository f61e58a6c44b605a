internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// Entities that go into a collection which the target has, on releases that no real server here has.
@Suite(.timeLimit(.minutes(15))) struct ExistingTargetTests {
  private static let upsert = {
    var options = MigrationOptions()
    (options.onConflict, options.verification) = (.upsert, .full)
    return options
  }()

  @Test(arguments: ["2.5.19", "2.6.18", "3.0.0"])
  func `generated keys are filled in where the collection takes keys, and not merged`(
    version: String
  ) async throws {
    var sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    sample.properties = ["allow_insert_auto_id": "true"]
    try await FakePair.open(sample, from: version, to: version) { pair in
      var options = MigrationOptions()
      options.only = .schema
      try await pair.migrate(options)
      options.only = .data
      try await pair.migrate(options)
      try pair.expectSame()
      let report = try await pair.check(Self.upsert)
      #expect(report.blockers.map(\.code) == [.generatedKeysUnmerged])
    }
  }

  @Test func `generated keys are not merged where the collection makes its own`() async throws {
    let sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      let report = try await pair.check(Self.upsert)
      #expect(report.blockers.map(\.code).contains(.autoIDChoice))
      #expect(report.blockers.last?.hint?.contains("allow_insert_auto_id") == true)
      #expect(report.plans.isEmpty)
    }
  }

  @Test(arguments: ["2.4.1", "2.6.18", "3.0.0"])
  func `a schema is filled later, and its settings stay as they were`(version: String) async throws
  {
    var sample = SampleCollection.plain(key: .varchar)
    sample.partitions = ["east"]
    sample.aliases = ["one"]
    try await FakePair.open(sample, from: version, to: version) { pair in
      var options = MigrationOptions()
      options.only = .schema
      try await pair.migrate(options)
      options.only = .data
      try await pair.migrate(options)
      try pair.expectSame()
      let calls = pair.to.calls.map(\.method)
      for method in ["CreateCollection", "CreateIndex", "CreateAlias"] {
        #expect(calls.count { $0 == method } == 1, "\(method)")
      }
      #expect(!calls.contains("Upsert"))
    }
  }
}
