internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A target that is loaded for a comparison is as it was afterwards.
@Suite(.timeLimit(.minutes(15))) struct LoanTests {
  /// When the command is cancelled.
  enum Moment: CaseIterable {
    case beforeLoading, whileComparing

    func isReached(by step: VerifyProgress) -> Bool {
      switch step {
      case .loadsTarget: self == .beforeLoading
      case .compared: self == .whileComparing
      case .leavesLoaded, .notice: false
      }
    }
  }

  private func compare(_ body: (Passage) async throws -> Void) async throws {
    try await Passage.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { passage in
      try await passage.migrate()
      #expect(try !passage.isLoaded(on: passage.to))
      try await body(passage)
    }
  }

  @Test(arguments: Moment.allCases)
  func `a comparison that is cancelled releases what it loaded`(moment: Moment) async throws {
    try await compare { passage in
      let (moments, voice) = AsyncStream<Never>.makeStream()
      await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          let report = try? await passage.verify { step in
            if moment.isReached(by: step) { voice.finish() }
          }
          voice.finish()
          return report == nil
        }
        for await _ in moments {}
        group.cancelAll()
      }
      let isLoaded = try passage.isLoaded(on: passage.to)
      #expect(!isLoaded)
      #expect(passage.leftLoaded().isEmpty)
    }
  }

  @Test func `what a process left loaded is released by the next comparison`() async throws {
    try await compare { passage in
      try passage.dieWhileLoaded()
      #expect(passage.leftLoaded().map(\.collection.name.text) == [passage.sample.name])
      #expect(try await passage.verify().isEqual)
      #expect(try !passage.isLoaded(on: passage.to))
      #expect(passage.leftLoaded().isEmpty)
    }
  }

  @Test func `what a process left loaded is forgotten once the server says that it is not`()
    async throws
  {
    try await compare { passage in
      try passage.dieWhileLoaded()
      await passage.engine.settleReleasedLoads(on: [passage.source, passage.target])
      #expect(passage.leftLoaded().count == 1)
      try passage.change("ReleaseCollection", on: passage.to)
      await passage.engine.settleReleasedLoads(on: [passage.source])
      #expect(passage.leftLoaded().count == 1)
      await passage.engine.settleReleasedLoads(on: [passage.source, passage.target])
      #expect(passage.leftLoaded().isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func `a source that is loaded when its job begins stays so, another is released`(
    isLoaded: Bool
  ) async throws {
    try await Passage.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { passage in
      try passage.change("ReleaseCollection", on: passage.from)
      var options = MigrationOptions()
      options.loadSource = true
      let report = try await passage.check(options)
      if isLoaded { try passage.change("LoadCollection", on: passage.from) }
      #expect(try await passage.run(report).state == .successful)
      #expect(try passage.isLoaded(on: passage.from) == isLoaded)
      #expect(passage.leftLoaded().isEmpty)
    }
  }

  // A server on busy cores calls a partition loaded long before it reads from it.
  @Test(arguments: [["east"], []])
  func `rows that are seen long after they are loaded are not missed`(
    partitions: [String]
  ) async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = partitions
    try await Passage.open(
      sample, from: "2.6.18", to: "2.6.18", settings: { $0.lateness = .seconds(7) }
    ) { passage in
      try passage.change("ReleaseCollection", on: passage.from)
      var options = MigrationOptions()
      options.loadSource = true
      options.verification = .none
      let job = try await passage.run(try await passage.check(options))
      #expect(job.state == .successful && job.result?.sourceChanged == false)
      #expect(job.result?.rows == Int64(passage.from.rows(of: sample.name).count))
    }
  }

  @Test func `what its user has loaded stays loaded`() async throws {
    try await compare { passage in
      #expect(try await passage.verify().isEqual)
      try passage.change("LoadCollection", on: passage.to)
      #expect(try await passage.verify().isEqual)
      #expect(try passage.isLoaded(on: passage.to))
    }
  }
}
