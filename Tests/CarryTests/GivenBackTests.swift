internal import JobJournal
internal import MigrationEngine
internal import MilvusWire
internal import TestSupport
internal import Testing

/// What a repair has to change of a target for a while is as it was afterwards.
@Suite(.timeLimit(.minutes(15))) struct GivenBackTests {
  private static let property = "allow_insert_auto_id"

  @Test func `a property that a silent target keeps is put back by the next repair`() async throws {
    let sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      try pair.deleteRows(on: pair.to)
      let job = JobID(rawValue: 1)
      let write = pair.to.hold("Insert")
      var back: FakeGate?
      var told = ContinuousClock.now
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await pair.repair(job) }
        await write.arrival()
        back = pair.to.hold("AlterCollection")
        told = .now
        group.cancelAll()
      }
      #expect(told.duration(to: .now) < .seconds(40))
      #expect(try pair.value(of: Self.property) == "true")
      #expect(pair.leftChanged().map(\.property) == [Self.property])
      _ = try await pair.repair(job)
      #expect(try pair.value(of: Self.property) == "false")
      #expect(pair.leftChanged().isEmpty)
      try pair.expectSame()
      write.open()
      back?.open()
    }
  }

  /// Such keys are written by deleting and inserting.
  @Test(arguments: ["Insert", "Delete"])
  func `a repair that is cancelled completes a write, and puts the property back`(
    step: String
  ) async throws {
    let sample = SampleCollection("docs") { $0.fields[0].autoID = true }
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      try await pair.migrate()
      try pair.deleteRows(on: pair.to)
      let write = pair.to.hold(step)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = try? await pair.repair(JobID(rawValue: 1)) }
        await write.arrival()
        group.cancelAll()
        write.open()
      }
      #expect(!pair.to.rows(of: sample.name).isEmpty)
      #expect(try pair.value(of: Self.property) == "false")
      #expect(pair.leftChanged().isEmpty)
    }
  }
}

extension FakePair {
  /// A property of the copy.
  fileprivate func value(of property: String) throws -> String? {
    try description(on: to).properties.first { $0.key == property }?.value
  }
}
