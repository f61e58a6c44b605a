internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// What a check learns of servers that tell or have loaded less than others.
@Suite(.timeLimit(.minutes(15))) struct CheckedEndTests {
  @Test(arguments: [nil, "/files/docs.db"])
  func `a collection of a file is read for its size, which loads it on its own server`(
    file: String?
  ) async throws {
    let sample = SampleCollection.plain(key: .int64)
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18", serving: file) { pair in
      try pair.change("ReleaseCollection", on: pair.from)
      var options = MigrationOptions()
      options.loadSource = true
      let report = try await pair.check(options)
      let estimate = try #require(report.findings.first { $0.code == .estimate })
      #expect(estimate.level == (file == nil ? .unknown : .ok), "\(estimate.text)")
      #expect(report.findings.contains { $0.code == .willLoad })
      #expect(try pair.isLoaded(on: pair.from) == (file != nil))
    }
  }

  @Test func `a server that does not tell its version is called by what it is`() async throws {
    try await FakePair.open(
      .plain(key: .int64), from: "2.6.18", to: "2.6.18", settings: { $0.versionText = "" }
    ) { pair in
      let report = try await pair.check()
      let versions = try #require(report.findings.first { $0.code == .versions })
      #expect(versions.text.hasPrefix("source Milvus "), "\(versions.text)")
    }
  }
}
