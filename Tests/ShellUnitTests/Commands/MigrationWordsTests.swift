internal import ArgumentParser
internal import MigrationEngine
internal import Testing

@testable internal import Shell

/// The options of a plan are written as they are typed.
@Suite struct MigrationWordsTests {
  @Test(arguments: [
    [], ["--partition", "y2025", "--partition", "y 2026", "--where", "year >= 2025"],
    ["--schema-only", "--index", "same", "--no-aliases", "--access"],
    ["--data-only", "--parallel", "8", "--rate", "4000000B/s"],
    [
      "--auto-id", "keep-keys", "--on-conflict", "upsert", "--verify", "full", "--load-source",
      "--max-rejects", "0",
    ],
  ])
  func `options are typed as they were given`(words: [String]) throws {
    #expect(try MigrationArguments.parse(["docs"] + words).options.words == words)
  }

  @Test func `aliases that come later are left out again`() throws {
    let options = try MigrationArguments.parse(["docs", "--aliases", "later"]).options
    #expect(options.words == ["--no-aliases"])
  }
}
