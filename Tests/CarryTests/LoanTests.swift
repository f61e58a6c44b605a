internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import TestSupport
internal import Testing

/// A target that is loaded for a comparison is as it was afterwards.
@Suite(.timeLimit(.minutes(2))) struct LoanTests {
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

  @Test func `what its user has loaded stays loaded`() async throws {
    try await compare { passage in
      #expect(try await passage.verify().isEqual)
      try passage.change("LoadCollection", on: passage.to)
      #expect(try await passage.verify().isEqual)
      #expect(try passage.isLoaded(on: passage.to))
    }
  }
}
