internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// Whatever the moment at which the program dies, `resume` ends with the source's rows, none twice.
@Suite(.timeLimit(.minutes(15)))
struct KillTests {
  @Test(arguments: Cases.few(6, of: KillMoment.all))
  func `a copy that was killed is resumed to equality`(moment: KillMoment) async throws {
    try await Voyage.with { voyage in
      let killed = try await voyage.migrate { try await kill($0, on: voyage, at: moment) }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      if case .journal(.phase(let phase)) = moment {
        #expect(try await voyage.record().phase == phase, "the program died in another phase")
      }
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await voyage.expectEquality()
    }
  }

  @Test func `a resumed copy that is killed again is resumed to equality`() async throws {
    try await Voyage.with { voyage in
      let first = KillMoment.line(.answered(afterSending: 1_000_000))
      let killed = try await voyage.migrate { try await kill($0, on: voyage, at: first) }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      for moment in [KillMoment.line(.sent(500_000)), .line(.answered(afterSending: 900_000))] {
        let again = try await voyage.resume { try await kill($0, on: voyage, at: moment) }
        try #require(again.end == .killed(SIGKILL), "\(again)")
      }
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await voyage.expectEquality()
    }
  }

  @Test func `a source that was loaded for a copy that was killed is released in the end`()
    async throws
  {
    try await Voyage.alone("numbers_borrowed") { voyage in
      try await voyage.sourceProbe().release(voyage.name)
      let killed = try await voyage.migrate("--load-source") {
        try await kill($0, on: voyage, at: .journal(.rangesDone(1)))
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      #expect(try await voyage.sourceProbe().isLoaded(voyage.name))
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      #expect(try await !voyage.sourceProbe().isLoaded(voyage.name))
    }
  }

  private func kill(
    _ program: RunningProgram, on voyage: Voyage, at moment: KillMoment
  ) async throws {
    switch moment {
    case .line(let moment):
      voyage.proxy.cut(at: moment) { program.send(SIGKILL) }
    case .journal(let moment):
      // So slow that no step is over before it is seen.
      voyage.proxy.slow(to: .late(by: .milliseconds(30)))
      try await voyage.reach(moment)
      program.send(SIGKILL)
      voyage.proxy.slow(to: nil)
    }
  }
}
