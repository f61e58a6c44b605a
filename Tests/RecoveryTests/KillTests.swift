internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// Whatever the moment at which the program dies, `resume` ends with the source's rows, none twice.
@Suite(.timeLimit(.minutes(15)))
struct KillTests {
  @Test(arguments: Cases.few(6, of: KillMoment.all))
  func `a copy that was killed is resumed to equality`(moment: KillMoment) async throws {
    try await CopyRun.with { run in
      let killed = try await run.migrate { try await kill($0, on: run, at: moment) }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      if case .journal(.phase(let phase)) = moment {
        #expect(try await run.record().phase == phase, "the program died in another phase")
      }
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  @Test func `a resumed copy that is killed again is resumed to equality`() async throws {
    try await CopyRun.with { run in
      let first = KillMoment.line(.answered(afterSending: 1_000_000))
      let killed = try await run.migrate { try await kill($0, on: run, at: first) }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      for moment in [KillMoment.line(.sent(500_000)), .line(.answered(afterSending: 900_000))] {
        let again = try await run.resume { try await kill($0, on: run, at: moment) }
        try #require(again.end == .killed(SIGKILL), "\(again)")
      }
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  @Test func `a source that was loaded for a copy that was killed is released in the end`()
    async throws
  {
    try await CopyRun.alone("numbers_released") { run in
      try await run.sourceProbe().release(run.name)
      let killed = try await run.migrate("--load-source") {
        try await kill($0, on: run, at: .journal(.rangesDone(1)))
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      #expect(try await run.sourceProbe().isLoaded(run.name))
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      #expect(try await !run.sourceProbe().isLoaded(run.name))
    }
  }

  private func kill(
    _ program: RunningProgram, on run: CopyRun, at moment: KillMoment
  ) async throws {
    switch moment {
    case .line(let moment):
      run.proxy.cut(at: moment) { program.send(SIGKILL) }
    case .journal(let moment):
      // So slow that no step is over before it is seen.
      run.proxy.slow(to: .late(by: .milliseconds(30)))
      try await run.reach(moment)
      program.send(SIGKILL)
      run.proxy.slow(to: nil)
    }
  }
}
