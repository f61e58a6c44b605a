internal import Foundation
internal import TestSupport
internal import Testing

/// Servers that die while rows are under way, and lines that are silent or slow.
@Suite(.timeLimit(.minutes(15)))
struct OutageTests {
  @Test func `a job whose source dies pauses, and is resumed when it is back`() async throws {
    try await PrivateServer.with("spring") { spring in
      try await CopyRun.with(source: spring) { run in
        run.proxy.cut(at: .sent(1_400_000), after: try await spring.sender(of: SIGKILL))
        let stopped = try await run.migrate()
        try #require(stopped.end == .exited(75), "\(stopped)")
        #expect(stopped.errors.contains("code:  source.unreachable"), "\(stopped)")
        try await spring.start()
        let resumed = try await run.resume()
        try #require(resumed.end == .exited(0), "\(resumed)")
        try await run.expectEquality()
      }
    }
  }

  @Test func `a line that is silent for a minute is waited for`() async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate { _ in
        // So slow that a write is under way when it is seen.
        run.proxy.slow(to: .trickle(kilobytesPerSecond: 400))
        try await run.reach(.firstRangeOpen)
        run.proxy.stall()
        run.proxy.slow(to: nil)
        try await Task.sleep(for: .seconds(60))
        run.proxy.goOn()
      }
      try #require(ended.end == .exited(0), "\(ended)")
      try await run.expectEquality()
    }
  }

  @Test(arguments: [
    TCPProxy.Slowness.late(by: .milliseconds(40)), .trickle(kilobytesPerSecond: 400),
  ])
  func `a slow line is only slow`(slowness: TCPProxy.Slowness) async throws {
    try await CopyRun.with { run in
      run.proxy.slow(to: slowness)
      let ended = try await run.migrate()
      try #require(ended.end == .exited(0), "\(ended)")
      #expect(try await run.job().replayedRanges == 0)
      try await run.expectEquality()
    }
  }
}
