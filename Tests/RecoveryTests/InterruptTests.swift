internal import Foundation
internal import JobJournal
internal import TestSupport
internal import Testing

/// A copy that is asked to stop pauses, and says so to everybody.
@Suite(.timeLimit(.minutes(15)))
struct InterruptTests {
  /// It is 15 s, and some more on a busy machine; nothing that waits for a silent call ends so soon.
  private static let patience = Duration.seconds(25)

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal pauses the job, which is resumed to equality`(signal: Int32) async throws {
    try await CopyRun.with { run in
      let stopped = try await run.migrate { program in
        try await run.reach(.firstRangeOpen)
        program.send(signal)
      }
      try #require(stopped.end == .exited(75), "\(stopped)")
      #expect(try await run.job().state == "paused")
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      #expect(try await run.job().state == "successful")
      try await run.expectEquality()
    }
  }

  @Test func `an impatient user does not wait for calls in flight`() async throws {
    try await CopyRun.with { run in
      let clock = ContinuousClock()
      var second = clock.now
      let stopped = try await run.migrate { program in
        try await run.reach(.firstRangeOpen)
        // From here on no call is answered: only the second signal can end it so soon.
        run.proxy.stall()
        // The range that was open may have ended meanwhile, and the next one not begun.
        try await Task.sleep(for: .seconds(1))
        let first = clock.now
        program.send(SIGINT)
        try await Task.sleep(for: .milliseconds(700))
        #expect(try await run.record().state == .inProgress, "the first one waits for calls")
        second = clock.now
        program.send(SIGINT)
        // On a machine so busy that it came two seconds late it was a first one again.
        guard first.duration(to: second) > .seconds(1.5) else { return }
        try await Task.sleep(for: .milliseconds(100))
        program.send(SIGINT)
      }
      // A pause that waits has some 15 s for it.
      #expect(second.duration(to: clock.now) < .seconds(8))
      run.proxy.goOn()
      try #require(stopped.end == .exited(75), "\(stopped)")
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  @Test func `a process that is told to end does so while its target is silent`() async throws {
    try await CopyRun.with { run in
      var told = ContinuousClock.now
      let stopped = try await run.migrate { program in
        try await run.reach(.firstRangeOpen)
        run.proxy.stall()
        told = .now
        program.send(SIGTERM)
      }
      let time = told.duration(to: .now)
      run.proxy.goOn()
      try #require(stopped.end == .exited(75), "\(stopped)")
      #expect(time < Self.patience)
      #expect(try await run.job().state == "paused")
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  @Test(arguments: [JournalMoment.phase(.flush), .phase(.verify)])
  func `a job that waits for a silent target is paused in time`(moment: JournalMoment) async throws
  {
    try await CopyRun.with { run in
      var told = ContinuousClock.now
      let stopped = try await run.migrate { program in
        // So slow that no step is over before it is seen.
        run.proxy.slow(to: .late(by: .milliseconds(30)))
        try await run.reach(moment)
        run.proxy.stall()
        told = .now
        program.send(SIGTERM)
      }
      let time = told.duration(to: .now)
      run.proxy.slow(to: nil)
      run.proxy.goOn()
      try #require(stopped.end == .exited(75), "\(stopped)")
      #expect(time < Self.patience)
      let resumed = try await run.resume()
      try #require(resumed.end == .exited(0), "\(resumed)")
      try await run.expectEquality()
    }
  }

  /// The end that says nothing any more, and what is under way then.
  enum Silence: CaseIterable {
    case sourceOfComparison, targetOfComparison, sourceOfRepair, targetOfRepair

    var isOfRepair: Bool { self == .sourceOfRepair || self == .targetOfRepair }
    var isOfSource: Bool { self == .sourceOfComparison || self == .sourceOfRepair }
  }

  @Test(arguments: Cases.few(2, of: Silence.allCases))
  func `a comparison and a repair end in time while an end is silent`(
    silence: Silence
  ) async throws {
    try await CopyRun.with { run in
      let copied = try await run.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      if silence.isOfRepair { try await run.loseRows() }
      var told = ContinuousClock.now
      let line = silence.isOfSource ? run.sourceLine : run.proxy
      let body = { (program: RunningProgram) in
        run.proxy.slow(to: .late(by: .milliseconds(30)))
        let before = run.proxy.sent
        try await run.reachLoaded(true)
        // 1.4 MB are written again.
        try await waitUntil("rows are written") {
          run.proxy.sent - before > (silence.isOfRepair ? 200_000 : 0) ? () : nil
        }
        line.stall()
        told = .now
        program.send(SIGTERM)
      }
      let stopped =
        try await silence.isOfRepair
        ? run.repair(while: body) : run.verify(while: body)
      let time = told.duration(to: .now)
      run.proxy.slow(to: nil)
      line.goOn()
      try #require(stopped.end == .exited(143), "\(stopped)")
      #expect(time < Self.patience)
      if silence == .sourceOfComparison { try await run.reachLoaded(false) }
      // What a silent target was asked to release in vain, the next command releases.
      if !silence.isOfSource || silence.isOfRepair {
        let next = try await silence.isOfRepair ? run.repair() : run.verify()
        try #require(next.end == .exited(0), "\(next)")
      }
      try await run.expectEquality()
    }
  }

  @Test func `a second process sees a job that runs`() async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate { _ in
        try await run.meanwhile(at: .phase(.copy)) {
          let job = try await run.job()
          #expect(job.state == "inProgress")
        }
      }
      try #require(ended.end == .exited(0), "\(ended)")
      let job = try await run.job()
      #expect(job.state == "successful")
      #expect(job.done == CollectionPool.rows)
    }
  }
}
