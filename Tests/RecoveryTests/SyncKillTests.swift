internal import Foundation
internal import TestSupport
internal import Testing

/// A sync keeps no record: whatever the moment at which it dies, it is simply run again.
@Suite(.timeLimit(.minutes(15)))
struct SyncKillTests {
  // 1.4 MB are sent: in the midst of the writes and between them, and at an answer.
  private static let moments = [
    TCPProxy.Moment.sent(150_000), .sent(700_000), .answered(afterSending: 900_000),
  ]

  @Test(arguments: Cases.few(1, of: moments, from: 1))
  func `a sync that was killed is run again to equality`(moment: TCPProxy.Moment) async throws {
    try await CopyRun.with { run in
      let copied = try await run.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      try await run.loseRows()
      try await run.disturb(.target, "add", 1_000_001, 1_000_002)
      let killed = try await run.sync { program in
        run.proxy.cut(at: moment) { program.send(SIGKILL) }
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      let synced = try await run.sync()
      try #require(synced.end == .exited(0), "\(synced)")
      try await run.expectEquality()
    }
  }
}
