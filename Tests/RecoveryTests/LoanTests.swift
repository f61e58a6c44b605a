internal import Foundation
internal import TestSupport
internal import Testing

/// What a command loads for a while is released, however the command ends.
@Suite(.timeLimit(.minutes(5)))
struct LoanTests {
  @Test func `a comparison that is interrupted releases the target`() async throws {
    try await compare { voyage in
      let stopped = try await voyage.verify { program in
        try await voyage.reachLoaded(true)
        program.send(SIGINT)
      }
      try #require(stopped.end == .exited(130), "\(stopped)")
      try await voyage.reachLoaded(false)
      #expect(try await voyage.leftLoaded().isEmpty)
    }
  }

  @Test func `a comparison that is killed is known, and the next one releases the target`()
    async throws
  {
    try await compare { voyage in
      let killed = try await voyage.verify { program in
        try await voyage.reachLoaded(true)
        program.send(SIGKILL)
      }
      try #require(killed.end == .killed(SIGKILL), "\(killed)")
      #expect(try await voyage.leftLoaded() == [voyage.name])
      let ended = try await voyage.verify()
      try #require(ended.end == .exited(0), "\(ended)")
      try await voyage.expectEquality()
      #expect(try await voyage.leftLoaded().isEmpty)
    }
  }

  /// Copies a collection, and compares over a line that is slow enough to be interrupted.
  private func compare(_ body: (Voyage) async throws -> Void) async throws {
    try await Voyage.with { voyage in
      let copied = try await voyage.migrate()
      try #require(copied.end == .exited(0), "\(copied)")
      voyage.proxy.slow(to: .late(by: .milliseconds(60)))
      try await body(voyage)
    }
  }
}
