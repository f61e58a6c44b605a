internal import TestSupport
internal import Testing

/// Two programs that want to make the same collection.
@Suite(.timeLimit(.minutes(15)))
struct RivalTests {
  @Test(arguments: [true, false])
  func `the second one is refused, and the copy of the first is whole`(
    sharesHome: Bool
  ) async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate { _ in
        try await run.meanwhile(at: .firstRangeOpen) {
          let refused = try await run.rival(sharingHome: sharesHome)
          // Of one state folder it does not even look: the other process holds the journal.
          let words = sharesHome ? "is in use by process" : "\"\(run.name)\" exists"
          #expect(refused.end == .exited(sharesHome ? 1 : 3), "\(refused)")
          #expect(refused.errors.contains(words), "\(refused)")
        }
      }
      try #require(ended.end == .exited(0), "\(ended)")
      try await run.expectEquality()
    }
  }
}
