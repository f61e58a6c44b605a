internal import Foundation
internal import TestSupport
internal import Testing

/// What a command loads for a while is released, however the command ends.
@Suite(.timeLimit(.minutes(15)))
struct LoanTests {
  @Test(arguments: [false, true])
  func `a comparison that is interrupted releases the target`(mends: Bool) async throws {
    try await compare { voyage in
      let interrupt: (RunningProgram) async throws -> Void = { program in
        try await voyage.reachLoaded(true)
        program.send(SIGINT)
      }
      let stopped =
        try await mends
        ? voyage.repair(while: interrupt) : voyage.verify(while: interrupt)
      try #require(stopped.end == .exited(130), "\(stopped)")
      try await voyage.reachLoaded(false)
      #expect(try await voyage.leftLoaded().isEmpty)
    }
  }

  @Test func `a comparison that is killed is known, and the next one releases the target`()
    async throws
  {
    try await compare { voyage in
      let killed = try await voyage.verify { program in
        try await voyage.reachLoaded(true)
        program.send(SIGKILL)
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      #expect(try await voyage.leftLoaded() == [voyage.name])
      let ended = try await voyage.verify()
      try #require(ended.end == .exited(0), "\(ended)")
      try await voyage.expectEquality()
      #expect(try await voyage.leftLoaded().isEmpty)
    }
  }

  @Test func `a source that its user loads during a pause stays loaded`() async throws {
    try await borrow { voyage, source in
      try await voyage.migrateInPart("--load-source")
      #expect(try await !source.isLoaded(voyage.name))
      try await source.load(voyage.name)
      try await resume(voyage)
      #expect(try await source.isLoaded(voyage.name))
    }
  }

  @Test func `a partition that its user loads during a pause stays loaded alone`() async throws {
    try await borrow { voyage, source in
      try await voyage.migrateInPart("--load-source")
      try await source.load(voyage.name, partitions: ["second"])
      try await resume(voyage)
      #expect(try await source.isLoaded(voyage.name, partition: "second"))
      #expect(try await !source.isLoaded(voyage.name, partition: "third"))
    }
  }

  @Test func `a source that its user loads by this program while a job runs stays loaded`()
    async throws
  {
    try await borrow { voyage, source in
      let ended = try await voyage.migrate("--load-source") { _ in
        try await voyage.meanwhile(at: .firstRangeOpen) { try await voyage.loadSource() }
      }
      try #require(ended.end == .exited(0), "\(ended)")
      try await voyage.expectEquality()
      #expect(try await source.isLoaded(voyage.name))
    }
  }

  @Test func `a source that was left loaded is its user's once it is loaded by this program`()
    async throws
  {
    try await borrow { voyage, source in
      let killed = try await voyage.migrate("--load-source") { program in
        try await voyage.reach(.firstRangeOpen)
        program.send(SIGKILL)
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      try await voyage.loadSource()
      #expect(try await voyage.leftLoaded().isEmpty)
      try await resume(voyage)
      #expect(try await source.isLoaded(voyage.name))
    }
  }

  /// Lets a job load its source.
  private func borrow(_ body: (Voyage, ServerProbe) async throws -> Void) async throws {
    try await Voyage.alone("numbers_loan_\(UInt32.random(in: 0..<UInt32.max))") { voyage in
      let source = try voyage.sourceProbe()
      try await source.release(voyage.name)
      try await body(voyage, source)
    }
  }

  private func resume(_ voyage: Voyage) async throws {
    let resumed = try await voyage.resume()
    try #require(resumed.end == .exited(0), "\(resumed)")
    // The comparison needs the source loaded.
    try await voyage.expectCount()
  }

  /// Copies a collection, and compares over a line that is slow enough to be interrupted.
  private func compare(_ body: (Voyage) async throws -> Void) async throws {
    try await Voyage.with { voyage in
      let copied = try await voyage.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      voyage.proxy.slow(to: .late(by: .milliseconds(60)))
      try await body(voyage)
    }
  }
}
