internal import Foundation
internal import TestSupport
internal import Testing

/// What a command loads for a while is released, however the command ends.
@Suite(.timeLimit(.minutes(15)))
struct TemporaryLoadTests {
  @Test(arguments: [false, true])
  func `a comparison that is interrupted releases the target`(repairs: Bool) async throws {
    try await compare { run in
      let interrupt: (RunningProgram) async throws -> Void = { program in
        try await run.reachLoaded(true)
        program.send(SIGINT)
      }
      let stopped =
        try await repairs
        ? run.repair(while: interrupt) : run.verify(while: interrupt)
      try #require(stopped.end == .exited(130), "\(stopped)")
      try await run.reachLoaded(false)
      // A busy server may release it later than the program waits, which is told then.
      let left = try await run.leftLoaded()
      #expect(left.isEmpty != stopped.errors.contains("may stay loaded"), "\(stopped)")
      try await run.reachNothingLeftLoaded()
    }
  }

  @Test func `a comparison that is killed is known, and the next one releases the target`()
    async throws
  {
    try await compare { run in
      let killed = try await run.verify { program in
        try await run.reachLoaded(true)
        program.send(SIGKILL)
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      #expect(try await run.leftLoaded() == [run.name])
      let ended = try await run.verify()
      try #require(ended.end == .exited(0), "\(ended)")
      try await run.expectEquality()
      #expect(try await run.leftLoaded().isEmpty)
    }
  }

  @Test func `a source that its user loads during a pause stays loaded`() async throws {
    try await withReleasedSource { run, source in
      try await migrateInPart(run)
      try await source.load(run.name)
      try await resume(run)
      #expect(try await source.isLoaded(run.name))
    }
  }

  @Test func `a partition that its user loads during a pause stays loaded alone`() async throws {
    try await withReleasedSource { run, source in
      try await migrateInPart(run)
      try await source.load(run.name, partitions: ["second"])
      try await resume(run)
      #expect(try await source.isLoaded(run.name, partition: "second"))
      #expect(try await !source.isLoaded(run.name, partition: "third"))
    }
  }

  @Test func `a source that its user loads by this program while a job runs stays loaded`()
    async throws
  {
    try await withReleasedSource { run, source in
      let ended = try await run.migrate("--load-source") { _ in
        try await run.meanwhile(at: .firstRangeOpen) { try await run.loadSource() }
      }
      try #require(ended.end == .exited(0), "\(ended)")
      try await run.expectEquality()
      #expect(try await source.isLoaded(run.name))
    }
  }

  @Test func `a source that was left loaded is its user's once it is loaded by this program`()
    async throws
  {
    try await withReleasedSource { run, source in
      let killed = try await run.migrate("--load-source") { program in
        try await run.reach(.firstRangeOpen)
        program.send(SIGKILL)
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      try await run.loadSource()
      #expect(try await run.leftLoaded().isEmpty)
      try await resume(run)
      #expect(try await source.isLoaded(run.name))
    }
  }

  /// Runs the body with a source that is not loaded, and that only this run uses.
  private func withReleasedSource(
    _ body: (CopyRun, ServerProbe) async throws -> Void
  ) async throws {
    try await CopyRun.alone("numbers_load_\(UInt32.random(in: 0..<UInt32.max))") { run in
      let source = try run.sourceProbe()
      try await source.release(run.name)
      try await body(run, source)
    }
  }

  /// Migrates in part; a busy server may release the source later than the program waits.
  private func migrateInPart(_ run: CopyRun) async throws {
    try await run.migrateInPart("--load-source")
    try await waitUntil("the source is released") {
      try await run.sourceProbe().isLoaded(run.name) ? nil : ()
    }
    try await run.reachNothingLeftLoaded()
  }

  private func resume(_ run: CopyRun) async throws {
    let resumed = try await run.resume()
    try #require(resumed.end == .exited(0), "\(resumed)")
    // The comparison needs the source loaded.
    try await run.expectCount()
  }

  /// Copies a collection, and compares over a line that is slow enough to be interrupted.
  private func compare(_ body: (CopyRun) async throws -> Void) async throws {
    try await CopyRun.with { run in
      let copied = try await run.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      run.proxy.slow(to: .late(by: .milliseconds(60)))
      try await body(run)
    }
  }
}
