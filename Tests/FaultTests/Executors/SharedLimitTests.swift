internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What a target takes a second, or the user allows, is for all that write to it.
@Suite(.timeLimit(.minutes(15)))
struct SharedLimitTests {
  /// Bytes per second.
  private static let rate = 2_000.0

  /// An engine between two fakes.
  private struct FakePair {
    let engine: Engine
    let source, target: Cluster
    /// Holds the journal for as long as the engine is there.
    let home: Scratch

    /// Starts the copy of a collection.
    func start(
      _ name: String, atMost rate: Double? = nil, by execution: JobExecution
    ) async throws -> JobID {
      var options = MigrationOptions()
      options.rate = rate
      let choice = CollectionChoice(source: ServerName(name))
      let report = try await engine.check(
        MigrationRequest(collections: [choice], options: options), from: source, to: target)
      let ids = try await engine.start(report, from: source, to: target, by: execution)
      return try #require(ids.first)
    }

    /// The result of a job that has to succeed.
    func result(of id: JobID) async throws -> JobResult {
      let job = try await engine.outcome(of: id)
      return try #require(job.result, "\(job.failure?.message ?? "no reason")")
    }
  }

  private func withPair(
    _ names: [String], limit: Double? = nil, _ body: (FakePair) async throws -> Void
  ) async throws {
    var settings = FakeSettings()
    settings.writeRate = limit
    let (source, target) = (FakeMilvus("2.6.18"), FakeMilvus("2.6.18", settings: settings))
    for name in names {
      var sample = SampleCollection(name)
      sample.rowCount = 600
      try sample.make(on: source)
    }
    var tuning = EngineTuning()
    tuning.rowsPerRange = 50
    let home = try Scratch()
    let engine = Engine(stateFolder: home.path(of: "state"), tuning: tuning)
    try await withFakeMilvus(source) { here in
      try await withFakeMilvus(target) { there in
        try await body(
          FakePair(
            engine: engine, source: try await Cluster(access: here),
            target: try await Cluster(access: there), home: home))
      }
    }
    for name in names { #expect(target.rows(of: name) == source.rows(of: name)) }
  }

  @Test func `two workers hold the target's limit together, and the status says so`() async throws {
    let told = Mutex((writes: 0, bytes: 0))
    let passes: @Sendable (String) -> Bool = { line in
      if case .wrote(_, _, let bytes, _)? = try? WorkerReport(line: line) {
        told.withLock { $0 = ($0.writes + 1, $0.bytes + bytes) }
      }
      return true
    }
    let workers = try #require(ExecutorKind.pool.launcher(passes))
    try await withPair(["docs"], limit: Self.rate) { pair in
      let id = try await pair.start("docs", by: workers.execution)
      let limit = try await waitUntil("a status with the limit") {
        try await pair.engine.status(of: id).limit
      }
      #expect(limit == WriteLimit(bytesPerSecond: Self.rate, owner: .target))
      let result = try await pair.result(of: id)
      #expect(result.copySeconds < Double(result.bytes) / Self.rate / 0.6, "\(result)")
      let events = try await pair.engine.report(of: id).events
      #expect(events.contains { $0.message == limit.sentence })
      #expect(!events.contains { ["hindered", "attention"].contains($0.kind) })
      let (writes, bytes) = told.withLock(\.self)
      #expect(bytes == result.bytes && writes > 12)
    }
  }

  @Test func `a job here and one by workers keep to the user's limit together`() async throws {
    let workers = try #require(ExecutorKind.pool.launcher())
    try await withPair(["docs", "more"]) { pair in
      let (rate, start) = (2 * Self.rate, ContinuousClock.now)
      let ids = try await [
        pair.start("docs", atMost: rate, by: workers.execution),
        pair.start("more", atMost: rate, by: .here),
      ]
      let results = try await [pair.result(of: ids[0]), pair.result(of: ids[1])]
      let bytes = results.reduce(0) { $0 + Double($1.bytes) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      // What each sends in its first second is not held back; with a rate apiece it takes half the time.
      #expect(seconds > bytes / rate - 2, "\(bytes) bytes in \(seconds) s")
    }
  }
}
