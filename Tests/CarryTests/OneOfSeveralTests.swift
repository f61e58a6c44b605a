internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import TestSupport
internal import Testing

/// What goes wrong with one collection while it is looked at is said of it, and stops no other.
@Suite(.timeLimit(.minutes(1))) struct OneOfSeveralTests {
  private static let other = SampleCollection("other")

  @Test func `a collection that is dropped while it is looked at stops no other`() async throws {
    try await open { passage in
      let gate = passage.from.hold("ListAliases")
      async let checked = passage.check(both: Self.other.name)
      await gate.arrival()
      try passage.drop(on: passage.from)
      gate.open()
      try expectOther(try await checked, passage)
    }
  }

  @Test func `a call about one collection that takes too long stops no other`() async throws {
    try await open { passage in
      passage.from.arm(FaultPlan(.timedOut, atCall: 1, of: ["GetLoadState"]))
      let report = try await passage.check(both: Self.other.name)
      #expect(passage.from.disarm())
      try expectOther(report, passage)
    }
  }

  private func open(_ body: (Passage) async throws -> Void) async throws {
    try await Passage.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { passage in
      try Self.other.make(on: passage.from)
      try await body(passage)
    }
  }

  private func expectOther(_ report: CheckReport, _ passage: Passage) throws {
    let own = Finding.Subject.collection(CollectionAddress(name: ServerName(passage.sample.name)))
    #expect(report.blockers.map(\.subject) == [own], "\(report.blockers)")
    #expect(report.plans.map(\.source.name.text) == [Self.other.name])
  }
}

extension Passage {
  /// Looks at the sample, and then at another collection.
  fileprivate func check(both other: String) async throws -> CheckReport {
    try await check(
      MigrationRequest(
        collections: [sample.name, other].map { CollectionChoice(source: ServerName($0)) }))
  }
}
