internal import Foundation
internal import TestSupport
internal import Testing

/// A job that is looked at and steered from another terminal.
@Suite(.timeLimit(.minutes(15)))
struct SteeringTests {
  @Test func `another process sees the rate, limits it, pauses, and goes on without places`()
    async throws
  {
    try await CopyRun.with { run in
      // 5.4 MB: long enough for a rate to be seen, and something is left to be paused.
      run.proxy.slow(to: .trickle(kilobytesPerSecond: 150))
      let stopped = try await run.migrate { _ in
        try await run.reach(.firstRangeOpen)
        try await waitUntil("rate and time left are seen") {
          let job = try await run.job()
          return job.rate != nil && job.secondsLeft != nil ? () : nil
        }
        let limited = try await run.outside(["rate", "1", "200KB/s"])
        try #require(limited.end == .exited(0), "\(limited)")
        let paused = try await run.outside(["pause", "1", "--now"])
        try #require(paused.end == .exited(0), "\(paused)")
        #expect(paused.output.contains("paused"), "\(paused)")
      }
      try #require(stopped.end == .exited(75), "\(stopped)")
      run.proxy.slow(to: nil)
      let resumed = try await run.outside(["resume", "1", "--quiet"])
      try #require(resumed.end == .exited(0), "\(resumed)")
      #expect(resumed.errors.contains("job 1 needs its source"), "\(resumed)")
      try await run.expectEquality()
      let forgotten = try await run.outside(["forget", "1"])
      #expect(forgotten.end == .exited(0), "\(forgotten)")
      #expect(try await run.outside(["jobs"]).output.contains("no jobs yet"))
    }
  }

  @Test func `another process cancels, and what was made is dropped`() async throws {
    try await CopyRun.with { run in
      run.proxy.slow(to: .trickle(kilobytesPerSecond: 300))
      let stopped = try await run.migrate { _ in
        try await run.reach(.firstRangeOpen)
        let canceled = try await run.outside(["cancel", "1", "--drop", "--yes"])
        try #require(canceled.end == .exited(0), "\(canceled)")
      }
      run.proxy.slow(to: nil)
      #expect(stopped.end != .exited(1), "\(stopped)")
      #expect(try await run.job().state == "canceled")
      #expect(try await !run.hasCopy())
    }
  }
}
