internal import Foundation
internal import TestSupport
internal import Testing

/// A repair keeps no record: whatever the moment at which it dies, it is simply run again.
@Suite(.timeLimit(.minutes(15)))
struct RepairKillTests {
  // 1.4 MB are sent: before, in the midst of and between the writes, and at their answers.
  private static let moments = [
    TCPProxy.Moment.sent(20_000), .sent(150_000), .sent(700_000),
    .answered(afterSending: 200_000), .answered(afterSending: 900_000),
  ]

  @Test(arguments: Cases.few(2, of: moments, from: 1))
  func `a repair that was killed is run again to equality`(moment: TCPProxy.Moment) async throws {
    try await CopyRun.with { run in
      let copied = try await run.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      try await run.loseRows()
      let killed = try await run.repair { program in
        run.proxy.cut(at: moment) { program.send(SIGKILL) }
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      let repaired = try await run.repair()
      try #require(repaired.end == .exited(0), "\(repaired)")
      try await run.expectEquality()
    }
  }

  @Test func `a repair that was interrupted is run again to equality`() async throws {
    try await CopyRun.with { run in
      let copied = try await run.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      try await run.loseRows()
      let stopped = try await run.repair { program in
        run.proxy.cut(at: .answered(afterSending: 200_000)) { program.send(SIGINT) }
      }
      try #require(stopped.end == .exited(130), "\(stopped)")
      let repaired = try await run.repair()
      try #require(repaired.end == .exited(0), "\(repaired)")
      try await run.expectEquality()
    }
  }
}
