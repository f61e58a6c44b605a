internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

/// What a job may call itself successful by.
@Suite(.timeLimit(.minutes(15))) struct ProofTests {
  private static let sample = SampleCollection("docs")

  @Test func `a run in one piece is proven by statistics, one in two by counting`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let result = try await pair.migrate()
      #expect(result.countedBy == "statistics")
    }
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.resume(try await pair.paused())
      #expect(job.result?.countedBy == "count(*)", "\(job)")
      try pair.expectSame()
    }
  }

  @Test func `rows that were deleted during a pause are missed before others are written`()
    async throws
  {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let id = try await pair.paused()
      let safe = pair.to.rows(of: "docs").count
      try pair.deleteRows(on: pair.to)
      let failed = try await pair.resume(id)
      #expect(failed.failure?.code == .migration(.collectionReplaced), "\(failed)")
      #expect(failed.failure?.message.contains("holds 0 entities") == true)
      #expect(failed.failure?.message.contains("\(safe) were copied") == true)
      #expect(pair.to.rows(of: "docs").isEmpty)
    }
  }

  @Test func `a server that cannot count is proven by its keys`() async throws {
    var sample = Self.sample
    sample.partitions = ["east"]
    try await FakePair.open(
      sample, from: "2.6.18", to: "2.6.18", targetSettings: { $0.countsRows = false }
    ) { pair in
      let job = try await pair.resume(try await pair.paused())
      #expect(job.result?.countedBy == "keys", "\(job)")
      #expect(job.result?.targetRows == Int64(sample.rowCount))
    }
  }

  @Test func `without an index to load by a pause leaves the count unproven, and says so`()
    async throws
  {
    var options = MigrationOptions()
    options.index = .none
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.resume(try await pair.paused(options))
      let result = try #require(job.result, "\(job)")
      #expect(result.targetRows == nil && result.unproven != nil && result.needsAttention)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }

  /// Refuses to record, once, which collection a job made.
  private var forgetful: JournalWriteHook {
    let seen = Mutex(false)
    return JournalWriteHook { moment, attempt throws(JournalError) in
      guard moment == .before, attempt.hasPrefix("record the collection that job") else { return }
      let isFirst = seen.withLock { seen in
        defer { seen = true }
        return !seen
      }
      if isFirst { throw JournalError(.ioFailed, "cannot \(attempt): the disk fails in a test") }
    }
  }

  @Test func `what was made before it could be recorded is adopted while it is empty`()
    async throws
  {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18", hook: forgetful) {
      pair in
      let stopped = try await pair.run(try await pair.check())
      #expect(stopped.state == .paused && stopped.phase == .create, "\(stopped)")
      #expect(try await pair.resume(stopped.id).state == .successful)
      try pair.expectSame()
    }
  }

  @Test func `what was made before it could be recorded is left alone with rows of others`()
    async throws
  {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18", hook: forgetful) {
      pair in
      let stopped = try await pair.run(try await pair.check())
      try pair.to.perform("Insert", pair.sample.write(rows: [1000]))
      let refused = try await pair.resume(stopped.id)
      #expect(refused.failure?.code == .end(.target, .alreadyExists), "\(refused)")
      #expect(pair.to.rows(of: "docs").count == 1)
    }
  }
}
