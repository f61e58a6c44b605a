internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A target that takes so many bytes a second, and a user who wants no more than that.
@Suite(.timeLimit(.minutes(15))) struct WriteRateTests {
  @Test(arguments: [true, false], [DataType.int64, .varchar])
  func `everything arrives at the target's limit, and the job says that it is kept to`(
    isNamed: Bool, key: DataType
  ) async throws {
    try await FakePair.open(
      .plain(key: key), from: "2.6.18", to: "2.6.18",
      targetSettings: { ($0.writeRate, $0.namesWriteRate) = (1000, isNamed) }
    ) { pair in
      let result = try await pair.migrate()
      try pair.expectSame()
      // A second's worth may come at once, and one request may overdraw it.
      let seconds = Double(result.bytes) / 1000 - 1
      #expect(result.copySeconds > seconds * 0.5 && result.copySeconds < seconds * 2 + 15)
      let report = try await pair.report()
      #expect(report.retries > 0 && report.status.retries == report.retries)
      #expect(report.samples.last?.refusals == report.retries)
      let words = report.events.filter { $0.kind == "limited" }.map(\.message)
      #expect(words == (isNamed ? ["at the target's limit of about 1.0 kB/s"] : words))
      #expect(!report.events.contains { ["hindered", "attention"].contains($0.kind) })
      if isNamed {
        #expect(report.samples.last?.limit == 1000)
        let findings = try await pair.check().findings
        #expect(findings.contains { $0.text.contains("the target's limit, as it was met last") })
      }
    }
  }

  @Test func `the user's limit is kept to without a refusal`() async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      var options = MigrationOptions()
      options.rate = 1000
      let result = try await pair.migrate(options)
      try pair.expectSame()
      #expect(result.retries == 0)
      #expect(result.copySeconds > (Double(result.bytes) - 1500) / 1000)
      let report = try await pair.report()
      #expect(
        report.events.filter { $0.kind == "limited" }.map(\.message)
          == ["at the limit of 1.0 kB/s that was asked for"])
    }
  }

  @Test(arguments: [(nil, true), (.off, false)] as [(RateChoice?, Bool)])
  func `a job goes on with its limit, unless that is lifted`(
    rate: RateChoice?, isLimited: Bool
  ) async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      var options = MigrationOptions()
      options.rate = 1000
      let paused = try await pair.run(try await pair.check(options)) {
        try await pair.engine.pause($0)
      }
      try #require(paused.state == .paused)
      let told = try await pair.report().events.count
      let job = try await pair.resume(paused.id, rate: rate)
      #expect(job.state == .successful)
      let since = try await pair.report().events.dropFirst(told)
      #expect(since.contains { $0.kind == "limited" } == isLimited, "\(since.map(\.message))")
    }
  }

  @Test func `a limit of other calls is waited for, and said`() async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      pair.to.arm(FaultPlan(.rateLimited, atCall: 1, of: ["CreateCollection"]))
      try await pair.migrate()
      let words = try await pair.report().events.filter { $0.kind == "hindered" }.map(\.message)
      #expect(words == ["waiting for the target: it takes 0.1 such calls a second"])
    }
  }
}
