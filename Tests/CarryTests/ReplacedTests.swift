internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import MilvusWire
internal import SwiftProtobuf
internal import TestSupport
internal import Testing

/// Between two runs of a job somebody drops, remakes or empties a collection.
@Suite(.timeLimit(.minutes(15))) struct ReplacedTests {
  private static let sample = SampleCollection("docs")

  /// Does something while a job is paused, and lets it go on.
  private func meanwhile(
    _ act: (FakePair) throws -> Void, _ look: (FakePair, JobStatus) async throws -> Void
  ) async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let id = try await pair.paused()
      try act(pair)
      try await look(pair, try await pair.resume(id))
    }
  }

  @Test func `a source that was dropped and refilled is not mixed with what was copied`()
    async throws
  {
    try await meanwhile {
      try $0.drop(on: $0.from)
      try $0.sample.make(on: $0.from)
    } _: { pair, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(job.failure?.message.contains("source collection \"docs\" is another one") == true)
      #expect(Int64(pair.to.rows(of: "docs").count) == job.done)
    }
  }

  @Test func `a name that became an alias of another source is not followed`() async throws {
    try await meanwhile {
      try $0.drop(on: $0.from)
      try SampleCollection("docs_2").make(on: $0.from)
      try $0.point("docs", to: "docs_2", on: $0.from)
    } _: { _, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(job.failure?.message.contains("its name is an alias of \"docs_2\"") == true)
    }
  }

  @Test func `a target that was dropped is told, and not made again`() async throws {
    try await meanwhile {
      try $0.drop(on: $0.to)
    } _: { pair, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(job.failure?.message.contains("target collection \"docs\" is gone") == true)
      #expect(pair.to.collections().isEmpty)
    }
  }

  @Test func `a target that was made anew is not filled with the rest`() async throws {
    try await meanwhile {
      try $0.drop(on: $0.to)
      try $0.sample.create(on: $0.to)
    } _: { pair, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(pair.to.rows(of: "docs").isEmpty)
    }
  }

  @Test func `a target that is dropped in the midst of a run is told`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.run(try await pair.check()) { _ in
        try pair.drop(on: pair.to)
      }
      #expect(job.failure?.code == .migration(.collectionReplaced), "\(job)")
    }
  }

  @Test func `a collection that was remade meanwhile is not dropped with the job`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let id = try await pair.paused()
      try pair.drop(on: pair.to)
      try pair.sample.make(on: pair.to)
      let error = await #expect(throws: MigrationError.self) { try await pair.cancelAndDrop(id) }
      #expect(error?.code == .collectionReplaced)
      #expect(pair.to.collections() == ["docs"])
    }
  }

  @Test func `a repair of a job does not write into a collection of another day`() async throws {
    try await FakePair.open(Self.sample, from: "2.6.18", to: "2.6.18") { pair in
      let job = try await pair.run(try await pair.check())
      try pair.drop(on: pair.from)
      try pair.sample.make(on: pair.from)
      let error = await #expect(throws: MigrationError.self) { try await pair.repair(job.id) }
      #expect(error?.code == .collectionReplaced)
    }
  }

  @Test func `a job that was asked for by an alias does not go on once it leads elsewhere`()
    async throws
  {
    var sample = Self.sample
    sample.aliases = ["live"]
    try await FakePair.open(sample, from: "2.6.18", to: "2.6.18") { pair in
      let id = try await pair.paused(by: "live")
      try SampleCollection("docs_2").make(on: pair.from)
      try pair.point("live", to: "docs_2", on: pair.from)
      let refused = try await pair.resume(id)
      #expect(refused.failure?.code == .migration(.collectionReplaced), "\(refused)")
      let told = "the alias \"live\" leads to \"docs_2\" now, and the job copies \"docs\""
      #expect(refused.failure?.message.contains(told) == true)
      try pair.point("live", to: "docs", on: pair.from)
      #expect(try await pair.resume(id).state == .successful)
      #expect(pair.to.rows(of: "docs") == pair.from.rows(of: "docs"))
    }
  }
}
