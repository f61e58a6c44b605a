internal import JobJournal
internal import TestSupport
internal import Testing

/// Somebody else writes to an end while a job copies: no job that noticed calls itself successful.
@Suite(.timeLimit(.minutes(15)))
struct DisturbanceTests {
  @Test func `a source that is written to during the copy is noticed`() async throws {
    try await CopyRun.alone("numbers_disturbed") { run in
      let ended = try await run.migrate { _ in
        try await run.meanwhile(at: .firstRangeOpen) {
          try await run.disturb(.source, "add", 900_001, 900_002, 900_003)
        }
      }
      try #require(ended.end == .exited(3), "\(ended)")
      #expect(ended.output.contains("the source CHANGED during the copy"), "\(ended)")
    }
  }

  @Test func `a target with more entities than were copied fails the job`() async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate { _ in
        try await run.meanwhile(at: .firstRangeOpen) {
          try await run.disturb(.target, "add", 900_001)
        }
      }
      try #require(ended.end == .exited(3), "\(ended)")
      #expect(ended.errors.contains("code:  target.countMismatch"), "\(ended)")
      #expect(try await run.job().state == "failed")
    }
  }

  @Test func `a target with other content fails a job that verifies all of it`() async throws {
    try await CopyRun.with { run in
      let ended = try await run.migrate("--verify", "full") { _ in
        // So slow that the row is not compared before the flush is seen.
        run.proxy.slow(to: .late(by: .milliseconds(30)))
        try await run.meanwhile(at: .phase(.flush)) {
          try await run.disturb(.target, "replace", 5)
        }
        run.proxy.slow(to: nil)
      }
      try #require(ended.end == .exited(3), "\(ended)")
      #expect(ended.errors.contains("code:  target.contentMismatch"), "\(ended)")
      #expect(try await run.job().state == "failed")
    }
  }
}
