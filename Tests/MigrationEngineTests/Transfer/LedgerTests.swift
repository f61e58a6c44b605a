internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine

/// What a copy finds in the journal when it starts or goes on.
@Suite struct LedgerTests {
  private static let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]

  @Test func `partitions of two spellings are both recorded, each once, and both scouted`()
    async throws
  {
    let scratch = try Scratch()
    let journal = try Journal.open(folder: scratch.path, as: .writer)
    let job = try await journal.create(try RecordedJob.new()).id
    for _ in 0..<2 {
      let ledger = try await Ledger.open(journal, job: job, partitions: Self.spellings)
      #expect(ledger.unscouted.map(\.partition) == Self.spellings)
    }
    let recorded = try await journal.partitions(job)
    #expect(recorded.map { ServerName($0.name) } == Self.spellings)
  }
}
