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
    _ act: (Passage) throws -> Void, _ look: (Passage, JobStatus) async throws -> Void
  ) async throws {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let id = try await passage.paused()
      try act(passage)
      try await look(passage, try await passage.resume(id))
    }
  }

  @Test func `a source that was dropped and refilled is not mixed with what was copied`()
    async throws
  {
    try await meanwhile {
      try $0.drop(on: $0.from)
      try $0.sample.make(on: $0.from)
    } _: { passage, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(job.failure?.message.contains("source collection \"docs\" is another one") == true)
      #expect(Int64(passage.to.rows(of: "docs").count) == job.done)
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
    } _: { passage, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(job.failure?.message.contains("target collection \"docs\" is gone") == true)
      #expect(passage.to.collections().isEmpty)
    }
  }

  @Test func `a target that was made anew is not filled with the rest`() async throws {
    try await meanwhile {
      try $0.drop(on: $0.to)
      try $0.sample.create(on: $0.to)
    } _: { passage, job in
      #expect(job.failure?.code == .migration(.collectionReplaced))
      #expect(passage.to.rows(of: "docs").isEmpty)
    }
  }

  @Test func `a target that is dropped in the midst of a run is told`() async throws {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let job = try await passage.run(try await passage.check()) { _ in
        try passage.drop(on: passage.to)
      }
      #expect(job.failure?.code == .migration(.collectionReplaced), "\(job)")
    }
  }

  @Test func `a collection that was remade meanwhile is not dropped with the job`() async throws {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let id = try await passage.paused()
      try passage.drop(on: passage.to)
      try passage.sample.make(on: passage.to)
      let error = await #expect(throws: MigrationError.self) { try await passage.cancelAndDrop(id) }
      #expect(error?.code == .collectionReplaced)
      #expect(passage.to.collections() == ["docs"])
    }
  }

  @Test func `a repair of a job does not write into a collection of another day`() async throws {
    try await Passage.open(Self.sample, from: "2.6.18", to: "2.6.18") { passage in
      let job = try await passage.run(try await passage.check())
      try passage.drop(on: passage.from)
      try passage.sample.make(on: passage.from)
      let error = await #expect(throws: MigrationError.self) { try await passage.repair(job.id) }
      #expect(error?.code == .collectionReplaced)
    }
  }

  @Test func `a job that was asked for by an alias does not go on once it leads elsewhere`()
    async throws
  {
    var sample = Self.sample
    sample.aliases = ["live"]
    try await Passage.open(sample, from: "2.6.18", to: "2.6.18") { passage in
      let id = try await passage.paused(by: "live")
      try SampleCollection("docs_2").make(on: passage.from)
      try passage.point("live", to: "docs_2", on: passage.from)
      let refused = try await passage.resume(id)
      #expect(refused.failure?.code == .migration(.collectionReplaced), "\(refused)")
      let told = "the alias \"live\" leads to \"docs_2\" now, and the job copies \"docs\""
      #expect(refused.failure?.message.contains(told) == true)
      try passage.point("live", to: "docs", on: passage.from)
      #expect(try await passage.resume(id).state == .successful)
      #expect(passage.to.rows(of: "docs") == passage.from.rows(of: "docs"))
    }
  }
}
