internal import TestSupport
internal import Testing

/// A job that is ended for good, and what becomes of what it made.
@Suite(.timeLimit(.minutes(15)))
struct CancelTests {
  @Test(arguments: [(["--keep"], true), (["--drop", "--yes"], false)])
  func `a half-filled copy is kept or dropped as was asked for`(
    options: [String], isKept: Bool
  ) async throws {
    try await Voyage.with { voyage in
      try await voyage.migrateInPart()
      let ended = try await voyage.cancel(options)
      try #require(ended.end == .exited(0), "\(ended)")
      #expect(ended.output.contains("canceled, \(isKept ? "kept" : "dropped") target:"), "\(ended)")
      #expect(try await voyage.job().state == "canceled")
      #expect(try await voyage.hasCopy() == isKept)
      let resumed = try await voyage.resume()
      #expect(resumed.end == .exited(64), "\(resumed)")
    }
  }

  @Test func `a copy is not dropped without leave`() async throws {
    try await Voyage.with { voyage in
      try await voyage.migrateInPart()
      for options in [["--drop"], []] {
        let refused = try await voyage.cancel(options)
        #expect(refused.end == .exited(64), "\(refused)")
      }
      #expect(try await voyage.job().state == "paused")
      #expect(try await voyage.hasCopy())
    }
  }
}
