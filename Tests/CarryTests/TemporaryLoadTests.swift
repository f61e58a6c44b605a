internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import Synchronization
internal import TestSupport
internal import Testing

/// A target that is loaded for a comparison is as it was afterwards.
@Suite(.timeLimit(.minutes(15))) struct TemporaryLoadTests {
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

  private func compare(
    targetSettings amend: (inout FakeSettings) -> Void = { _ in },
    _ body: (FakePair) async throws -> Void
  ) async throws {
    try await FakePair.open(
      .plain(key: .int64), from: "2.6.18", to: "2.6.18", targetSettings: amend
    ) { pair in
      try await pair.migrate()
      #expect(try !pair.isLoaded(on: pair.to))
      try await body(pair)
    }
  }

  @Test(arguments: Moment.allCases)
  func `a comparison that is cancelled releases what it loaded`(moment: Moment) async throws {
    try await compare { pair in
      let (moments, voice) = AsyncStream<Never>.makeStream()
      await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          let report = try? await pair.verify { step in
            if moment.isReached(by: step) { voice.finish() }
          }
          voice.finish()
          return report == nil
        }
        for await _ in moments {}
        group.cancelAll()
      }
      let isLoaded = try pair.isLoaded(on: pair.to)
      #expect(!isLoaded)
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  @Test func `what a process left loaded is released by the next comparison`() async throws {
    try await compare { pair in
      try pair.dieWhileLoaded()
      #expect(pair.leftLoaded().map(\.collection.name.text) == [pair.sample.name])
      #expect(try await pair.verify().isEqual)
      #expect(try !pair.isLoaded(on: pair.to))
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  @Test func `what a process left loaded is forgotten once the server says that it is not`()
    async throws
  {
    try await compare { pair in
      try pair.dieWhileLoaded()
      await pair.engine.settleReleasedLoads(on: [pair.source, pair.target])
      #expect(pair.leftLoaded().count == 1)
      try pair.change("ReleaseCollection", on: pair.to)
      await pair.engine.settleReleasedLoads(on: [pair.source])
      #expect(pair.leftLoaded().count == 1)
      await pair.engine.settleReleasedLoads(on: [pair.source, pair.target])
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func `a source that is loaded when its job begins stays so, another is released`(
    isLoaded: Bool
  ) async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      try pair.change("ReleaseCollection", on: pair.from)
      var options = MigrationOptions()
      options.loadSource = true
      let report = try await pair.check(options)
      if isLoaded { try pair.change("LoadCollection", on: pair.from) }
      #expect(try await pair.run(report).state == .successful)
      #expect(try pair.isLoaded(on: pair.from) == isLoaded)
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  // What takes more than five seconds is told, and the first rows are seen a second late.
  @Test(arguments: [0.5, 10])
  func `a target that its user is just loading stays loaded`(seconds: Double) async throws {
    try await compare(targetSettings: {
      ($0.loadTime, $0.lateness) = (.seconds(seconds), .seconds(1))
    }) { pair in
      try pair.change("ReleaseCollection", on: pair.to)
      try pair.change("LoadCollection", on: pair.to)
      let told = Mutex<[String]>([])
      let report = try await pair.verify { step in
        if case .notice(let words) = step { told.withLock { $0.append(words) } }
      }
      #expect(report.isEqual && !report.loadedTarget)
      #expect(told.withLock { $0.count { $0.hasPrefix("waits for") } } == (seconds > 5 ? 1 : 0))
      #expect(try pair.isLoaded(on: pair.to))
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  @Test func `a source that its user is just loading is waited for by a comparison`() async throws {
    try await FakePair.open(
      .plain(key: .int64), from: "2.6.18", to: "2.6.18",
      settings: { ($0.loadTime, $0.lateness) = (.seconds(0.5), .seconds(1)) }
    ) { pair in
      try await pair.migrate()
      try pair.change("ReleaseCollection", on: pair.from)
      try pair.change("LoadCollection", on: pair.from)
      #expect(try await pair.verify().isEqual)
      #expect(try pair.isLoaded(on: pair.from))
    }
  }

  @Test func `a target of which its user is loading a part is not loaded whole`() async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = ["east", "west"]
    try await FakePair.open(
      sample, from: "2.6.18", to: "2.6.18", targetSettings: { $0.loadTime = .seconds(1) }
    ) { pair in
      try await pair.migrate()
      _ = try pair.to.perform(
        "LoadPartitions",
        WireLoadPartitionsRequest.with {
          ($0.collectionName, $0.partitionNames) = (sample.name, ["east"])
        })
      let error = await #expect(throws: MigrationError.self) { try await pair.verify() }
      #expect(error?.code == .targetNotLoadable)
      #expect(error?.message.contains("loaded without its partition") == true)
    }
  }

  @Test(arguments: ["GetLoadState", "LoadCollection"])
  func `a load for which the target answers late once is repeated`(method: String) async throws {
    try await compare { pair in
      pair.to.arm(FaultPlan(.timedOut, atCall: 1, of: [method]))
      let report = try await pair.verify()
      let isLoaded = try pair.isLoaded(on: pair.to)
      #expect(report.isEqual && !isLoaded)
    }
  }

  @Test(arguments: [0.5, 6])
  func `a source that its user is just loading when its job begins stays loaded`(
    seconds: Double
  ) async throws {
    try await FakePair.open(
      .plain(key: .int64), from: "2.6.18", to: "2.6.18",
      settings: { $0.loadTime = .seconds(seconds) }
    ) { pair in
      try pair.change("ReleaseCollection", on: pair.from)
      var options = MigrationOptions()
      options.loadSource = true
      let report = try await pair.check(options)
      try pair.change("LoadCollection", on: pair.from)
      #expect(try await pair.run(report).state == .successful)
      #expect(try pair.isLoaded(on: pair.from))
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func `what was left loaded and since released is its user's where it is loaded again`(
    wasReleased: Bool
  ) async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = ["east", "west"]
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try pair.change("ReleaseCollection", on: pair.from)
      var options = MigrationOptions()
      options.loadSource = true
      let report = try await pair.check(options)
      try pair.dieWhileLoaded(.source)
      if wasReleased {
        try pair.change("ReleaseCollection", on: pair.from)
        _ = try pair.from.perform(
          "LoadPartitions",
          WireLoadPartitionsRequest.with {
            ($0.collectionName, $0.partitionNames) = (sample.name, ["east"])
          })
      }
      #expect(try await pair.run(report).state == .successful)
      #expect(try pair.isLoaded(on: pair.from) == wasReleased)
      #expect(pair.leftLoaded().isEmpty)
    }
  }

  // A server on busy cores calls a partition loaded long before it reads from it.
  @Test(arguments: [["east"], []])
  func `rows that are seen long after they are loaded are not missed`(
    partitions: [String]
  ) async throws {
    var sample = SampleCollection.plain(key: .int64)
    sample.partitions = partitions
    try await FakePair.open(
      sample, from: "2.6.18", to: "2.6.18", settings: { $0.lateness = .seconds(7) }
    ) { pair in
      try pair.change("ReleaseCollection", on: pair.from)
      var options = MigrationOptions()
      options.loadSource = true
      options.verification = .none
      let job = try await pair.run(try await pair.check(options))
      #expect(job.state == .successful && job.result?.sourceChanged == false)
      #expect(job.result?.rows == Int64(pair.from.rows(of: sample.name).count))
    }
  }

  @Test func `what its user has loaded stays loaded`() async throws {
    try await compare { pair in
      #expect(try await pair.verify().isEqual)
      try pair.change("LoadCollection", on: pair.to)
      #expect(try await pair.verify().isEqual)
      #expect(try pair.isLoaded(on: pair.to))
    }
  }
}
