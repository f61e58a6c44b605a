internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// What goes wrong with one collection while it is looked at is said of it, and stops no other.
@Suite(.timeLimit(.minutes(15))) struct OneOfSeveralTests {
  private static let other = SampleCollection("other")

  @Test func `a collection that is dropped while it is looked at stops no other`() async throws {
    try await open { pair in
      // They are looked at side by side.
      let gates = [pair.from.hold("ListAliases"), pair.from.hold("ListAliases")]
      async let checked = pair.check(both: Self.other.name)
      for gate in gates { await gate.arrival() }
      try pair.drop(on: pair.from)
      for gate in gates { gate.open() }
      let report = try await checked
      expect(report, stops: pair.sample.name, andNot: Self.other.name)
    }
  }

  @Test func `a collection that is dropped while the target is counted stops none`() async throws {
    let bystander = SampleCollection("bystander")
    try await open { pair in
      try bystander.make(on: pair.to)
      let dedicated = pair.target.asDedicated
      let gate = pair.to.hold("ShowPartitions")
      async let checked = pair.engine.check(
        FakePair.request(pair.sample.name, Self.other.name), from: pair.source, to: dedicated)
      await gate.arrival()
      try pair.to.perform(
        "DropCollection", WireCollectionRequest.with { $0.collectionName = bystander.name })
      gate.open()
      let report = try await checked
      #expect(report.blockers.isEmpty && report.plans.count == 2, "\(report.blockers)")
    }
  }

  @Test func `a call about one collection that takes too long stops no other`() async throws {
    try await open { pair in
      pair.from.arm(FaultPlan(.timedOut, atCall: 1, of: ["GetLoadState"]))
      let report = try await pair.check(both: Self.other.name)
      #expect(pair.from.disarm())
      // Either may be the first to ask.
      let names = [pair.sample.name, Self.other.name]
      let planned = report.plans.first?.source.name.text
      expect(
        report, stops: names.first { $0 != planned } ?? "", andNot: planned ?? "neither")
    }
  }

  private func open(_ body: (FakePair) async throws -> Void) async throws {
    try await FakePair.open(.plain(key: .int64), from: "2.6.18", to: "2.6.18") { pair in
      try Self.other.make(on: pair.from)
      try await body(pair)
    }
  }

  @Test func `a line that breaks once in a check is no finding`() async throws {
    try await open { pair in
      pair.from.arm(FaultPlan(.refused, atCall: 1, of: ["GetLoadState"]))
      let report = try await pair.check(both: Self.other.name)
      #expect(pair.from.disarm())
      #expect(report.blockers.isEmpty && report.plans.count == 2, "\(report.blockers)")
    }
  }

  private func expect(_ report: CheckReport, stops name: String, andNot other: String) {
    let stopped = Finding.Subject.collection(CollectionAddress(name: ServerName(name)))
    #expect(report.blockers.map(\.subject) == [stopped], "\(report.blockers)")
    #expect(report.plans.map(\.source.name.text) == [other])
  }
}

extension FakePair {
  /// Looks at the sample, and then at another collection.
  func check(both other: String) async throws -> CheckReport {
    try await check(Self.request(sample.name, other))
  }

  fileprivate static func request(_ names: String...) -> MigrationRequest {
    MigrationRequest(collections: names.map { CollectionChoice(source: ServerName($0)) })
  }
}

extension Cluster {
  /// The same under the limits of a plan.
  fileprivate var asDedicated: Cluster {
    var cluster = self
    cluster.profile.kind = .dedicated
    return cluster
  }
}
