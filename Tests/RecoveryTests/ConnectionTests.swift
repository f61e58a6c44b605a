internal import Foundation
internal import TestSupport
internal import Testing

/// Connections that break while rows are under way.
@Suite(.timeLimit(.minutes(15)))
struct ConnectionTests {
  @Test(arguments: [TCPProxy.Moment.sent(1_400_000), .answered(afterSending: 1_400_000)])
  func `a copy goes on by itself when all connections were cut`(
    moment: TCPProxy.Moment
  ) async throws {
    try await CopyRun.with { run in
      run.proxy.cut(at: moment)
      let ended = try await run.migrate()
      try #require(ended.end == .exited(0), "\(ended)")
      #expect(run.proxy.disarm())
      #expect(try await run.job().replayedRanges > 0)
      try await run.expectEquality()
    }
  }

  @Test func `a job whose target dies pauses, and is resumed when it is back after a minute`()
    async throws
  {
    try await PrivateServer.with("victim") { victim in
      try await CopyRun.with(target: victim.address) { run in
        run.proxy.cut(at: .sent(1_400_000), after: try await victim.sender(of: SIGKILL))
        let stopped = try await run.migrate()
        try #require(stopped.end == .exited(75), "\(stopped)")
        #expect(stopped.output.contains("resume 1 goes on"), "\(stopped)")
        #expect(stopped.errors.contains("code:  target.unreachable"), "\(stopped)")
        #expect(try await run.job().state == "paused")
        // Some 30 s have passed, for which the job waited.
        try await Task.sleep(for: .seconds(30))
        try await victim.start()
        let resumed = try await run.resume()
        try #require(resumed.end == .exited(0), "\(resumed)")
        try await run.expectEquality()
      }
    }
  }
}
