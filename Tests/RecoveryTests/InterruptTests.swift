internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// A copy that is asked to stop pauses, and says so to everybody.
@Suite(.timeLimit(.minutes(5)))
struct InterruptTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal pauses the job, which is resumed to equality`(signal: Int32) async throws {
    try await Voyage.with { voyage in
      let stopped = try await voyage.migrate { program in
        try await voyage.reach(.firstRangeOpen)
        program.send(signal)
      }
      try #require(stopped.end == .exited(75), "\(stopped)")
      #expect(try await voyage.job().state == "paused")
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      #expect(try await voyage.job().state == "successful")
      try await voyage.expectEquality()
    }
  }

  @Test func `an impatient user does not wait for calls in flight`() async throws {
    try await Voyage.with { voyage in
      let clock = ContinuousClock()
      var second = clock.now
      let stopped = try await voyage.migrate { program in
        try await voyage.reach(.firstRangeOpen)
        // From here on no call is answered: only the second signal can end it so soon.
        voyage.proxy.stall()
        program.send(SIGINT)
        try await Task.sleep(for: .milliseconds(700))
        #expect(try await voyage.record().state == .inProgress, "the first one waits for calls")
        second = clock.now
        program.send(SIGINT)
      }
      // A pause that waits has some 15 s for it.
      #expect(second.duration(to: clock.now) < .seconds(8))
      voyage.proxy.goOn()
      try #require(stopped.end == .exited(75), "\(stopped)")
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await voyage.expectEquality()
    }
  }

  @Test func `a process that is told to end does so while its target is silent`() async throws {
    try await Voyage.with { voyage in
      var told = ContinuousClock.now
      let stopped = try await voyage.migrate { program in
        try await voyage.reach(.firstRangeOpen)
        voyage.proxy.stall()
        told = .now
        program.send(SIGTERM)
      }
      let time = told.duration(to: .now)
      voyage.proxy.goOn()
      try #require(stopped.end == .exited(75), "\(stopped)")
      #expect(time < .seconds(15))
      #expect(try await voyage.job().state == "paused")
      let resumed = try await voyage.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await voyage.expectEquality()
    }
  }

  @Test func `a second process sees a job that runs`() async throws {
    try await Voyage.with { voyage in
      let ended = try await voyage.migrate { _ in
        try await voyage.reach(.phase(.copy))
        let job = try await voyage.job()
        #expect(job.state == "inProgress")
      }
      try #require(ended.end == .exited(0), "\(ended)")
      let job = try await voyage.job()
      #expect(job.state == "successful")
      #expect(job.done == Fleet.rows)
    }
  }
}
