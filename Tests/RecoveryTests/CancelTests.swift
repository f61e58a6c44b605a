internal import TestSupport
internal import Testing

/// A job that is ended for good, and what becomes of what it made.
@Suite(.timeLimit(.minutes(15)))
struct CancelTests {
  @Test(arguments: [(["--keep"], true), (["--drop", "--yes"], false)])
  func `a half-filled copy is kept or dropped as was asked for`(
    options: [String], isKept: Bool
  ) async throws {
    try await CopyRun.with { run in
      try await run.migrateInPart()
      let ended = try await run.cancel(options)
      try #require(ended.end == .exited(0), "\(ended)")
      #expect(ended.output.contains("canceled, \(isKept ? "kept" : "dropped") target:"), "\(ended)")
      #expect(try await run.job().state == "canceled")
      #expect(try await run.hasCopy() == isKept)
      let resumed = try await run.resume()
      #expect(resumed.end == .exited(64), "\(resumed)")
    }
  }

  @Test func `a copy is not dropped without leave`() async throws {
    try await CopyRun.with { run in
      try await run.migrateInPart()
      for options in [["--drop"], []] {
        let refused = try await run.cancel(options)
        #expect(refused.end == .exited(64), "\(refused)")
      }
      #expect(try await run.job().state == "paused")
      #expect(try await run.hasCopy())
    }
  }
}
