internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import Synchronization
internal import TestSupport
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// What a copy finds in the journal when it starts or goes on.
@Suite struct ResumeStateTests {
  private static let spellings: [ServerName] = ["caf\u{e9}", "cafe\u{301}"]

  @Test func `partitions of two spellings are both recorded, each once, and both scanned`()
    async throws
  {
    let scratch = try Scratch()
    let journal = try Journal.open(folder: scratch.path, as: .writer)
    let job = try await journal.create(try RecordedJob.new()).id
    for _ in 0..<2 {
      let resumeState = try await ResumeState.open(journal, job: job, partitions: Self.spellings)
      #expect(resumeState.unscanned.map(\.partition) == Self.spellings)
    }
    let recorded = try await journal.partitions(job)
    #expect(recorded.map { ServerName($0.name) } == Self.spellings)
  }

  @Test func `partitions are recorded by one write, and none by none`() async throws {
    let scratch = try Scratch()
    let writes = Mutex(0)
    let journal = try Journal.open(
      folder: scratch.path, as: .writer,
      hook: JournalWriteHook { moment, _ throws(JournalError) in
        if moment == .before { writes.withLock { $0 += 1 } }
      })
    let job = try await journal.create(try RecordedJob.new()).id
    writes.withLock { $0 = 0 }
    for _ in 0..<2 {
      let resumeState = try await ResumeState.open(journal, job: job, partitions: ["a", "b", "c"])
      #expect(resumeState.unscanned.map(\.name) == ["a", "b", "c"])
      #expect(writes.withLock(\.self) == 1)
    }
  }

  @Test func `until a range is done, rows are weighed that are to be copied`() async throws {
    let scratch = try Scratch()
    let journal = try Journal.open(folder: scratch.path, as: .writer)
    let job = try await journal.create(try RecordedJob.new()).id
    let partition = try await journal.addPartition(job, name: "a")
    let source = ListedSource(listed: Array(1...100), titleBytes: { _ in 6_000 })
    #expect(try await bytesOfRow(job, in: journal, source) == 0)
    #expect(source.log.all.isEmpty)
    let ranges = try await journal.plan(
      [NewRange(lower: nil, upper: nil, expectedRows: 100)], partition: partition.id,
      scannedThrough: nil, complete: true)
    let weighed = try await bytesOfRow(job, in: journal, source)
    #expect(6_000..<6_100 ~= weighed)
    let asked = source.log.all.count
    _ = try await journal.open(ranges[0].id)
    try await journal.finish(ranges[0].id, rows: 100, bytes: 70_000)
    #expect(try await bytesOfRow(job, in: journal, source) == 700)
    #expect(source.log.all.count == asked)
  }

  private func bytesOfRow(
    _ job: Int64, in journal: Journal, _ source: ListedSource
  ) async throws -> Int {
    let resumeState = try await ResumeState.open(journal, job: job, partitions: ["a"])
    return try await resumeState.weigh(by: RowReader(reading: source)).bytes
  }
}
