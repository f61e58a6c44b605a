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
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let result = try await passage.migrate()
      #expect(result.countedBy == "statistics")
    }
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let job = try await passage.resume(try await passage.paused())
      #expect(job.result?.countedBy == "count(*)", "\(job)")
      try passage.expectSame()
    }
  }

  @Test func `rows that were deleted during a pause are missed before others are written`()
    async throws
  {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let id = try await passage.paused()
      let safe = passage.to.rows(of: "docs").count
      try passage.deleteRows(on: passage.to)
      let failed = try await passage.resume(id)
      #expect(failed.failure?.code == .migration(.collectionReplaced), "\(failed)")
      #expect(failed.failure?.message.contains("holds 0 entities") == true)
      #expect(failed.failure?.message.contains("\(safe) were copied") == true)
      #expect(passage.to.rows(of: "docs").isEmpty)
    }
  }

  @Test func `a server that cannot count is proven by its keys`() async throws {
    var sample = Self.sample
    sample.partitions = ["east"]
    try await Passage.open(
      sample, from: "2.6.18", to: "2.6.18", targetSettings: { $0.countsRows = false }
    ) { passage in
      let job = try await passage.resume(try await passage.paused())
      #expect(job.result?.countedBy == "keys", "\(job)")
      #expect(job.result?.targetRows == Int64(sample.rowCount))
    }
  }

  @Test func `without an index to load by a pause leaves the count unproven, and says so`()
    async throws
  {
    var options = MigrationOptions()
    options.index = .none
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let job = try await passage.resume(try await passage.paused(options))
      let result = try #require(job.result, "\(job)")
      #expect(result.targetRows == nil && result.unproven != nil && result.needsAttention)
      #expect(passage.to.rows(of: "docs") == passage.from.rows(of: "docs"))
    }
  }

  /// Refuses to record, once, which collection a job made.
  private var forgetful: JournalWitness {
    let seen = Mutex(false)
    return JournalWitness { moment, attempt throws(JournalError) in
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
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18", witness: forgetful) {
      passage in
      let stopped = try await passage.run(try await passage.check())
      #expect(stopped.state == .paused && stopped.phase == .create, "\(stopped)")
      #expect(try await passage.resume(stopped.id).state == .successful)
      try passage.expectSame()
    }
  }

  @Test func `what was made before it could be recorded is left alone with rows of others`()
    async throws
  {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18", witness: forgetful) {
      passage in
      let stopped = try await passage.run(try await passage.check())
      try passage.to.perform("Insert", passage.sample.write(rows: [1000]))
      let refused = try await passage.resume(stopped.id)
      #expect(refused.failure?.code == .end(.target, .alreadyExists), "\(refused)")
      #expect(passage.to.rows(of: "docs").count == 1)
    }
  }
}
