internal import Foundation
internal import JobJournal
internal import Testing

struct SampleTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  /// Takes samples a second apart, each with a thousand rows more.
  private func take(_ count: Int, of job: Int64, in journal: Journal) async throws {
    for place in 0..<count {
      try await journal.sample(
        NewSample(
          at: noon.addingTimeInterval(Double(place)), rows: Int64(place) * 1000,
          bytes: Int64(place), retries: place / 10),
        of: job)
    }
  }

  @Test func `samples come back as they were taken`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await take(3, of: job, in: journal)
    let samples = try await fixture.reader().samples(job)
    #expect(samples.map(\.rows) == [0, 1000, 2000])
    #expect(samples.map(\.at) == (0..<3).map { noon.addingTimeInterval(Double($0)) })
    #expect(samples.map(\.bytes) == [0, 1, 2] && samples.map(\.retries) == [0, 0, 0])
  }

  @Test func `a sample tells the limit, and the last one of a target is known`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let place = try #require(try await journal.job(job)).targetPlace
    #expect(try await journal.lastSample(job) == nil)
    #expect(try await journal.lastLimit(of: place) == nil)
    for (limit, owner) in [(4e6, "target"), (1e6, "user"), (nil, nil)] as [(Double?, String?)] {
      let sample = NewSample(
        at: noon, rows: 1, bytes: 1, retries: 3, refusals: 2, limit: limit, limitOwner: owner)
      try await journal.sample(sample, of: job)
      let read = try #require(try await journal.lastSample(job))
      #expect(read.limit == limit && read.limitOwner == owner && read.refusals == 2)
    }
    #expect(try await journal.lastLimit(of: place) == 4e6)
    #expect(try await journal.lastLimit(of: "http://10.9.9.9:1") == nil)
  }

  @Test(
    arguments: [
      nil, SampleRecord.Execution(application: nil, executors: 2, tasks: nil),
      SampleRecord.Execution(application: "app-1", executors: 1, tasks: 0),
    ] as [SampleRecord.Execution?])
  func `a sample tells who copied`(execution: SampleRecord.Execution?) async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.sample(
      NewSample(at: noon, rows: 1, bytes: 1, retries: 0, execution: execution), of: job)
    let read = try #require(try await journal.lastSample(job))
    #expect(read.execution == execution)
  }

  @Test func `a long job keeps some hundred samples, evenly, with both ends`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let other = try await journal.makeJob()
    try await take(2, of: other, in: journal)
    let taken = Journal.sampleLimit + 100
    try await take(taken, of: job, in: journal)
    let rows = try await journal.samples(job).map(\.rows)
    #expect(rows.count == Journal.sampleLimit)
    #expect(rows.first == 0 && rows.last == Int64(taken - 1) * 1000)
    let gaps = zip(rows, rows.dropFirst()).map { $1 - $0 }
    #expect(gaps.allSatisfy { [1000, 2000].contains($0) })
    #expect(try await journal.samples(other).count == 2)
  }

  @Test func `samples are forgotten with their job`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob(.canceled)
    try await take(2, of: job, in: journal)
    try await journal.forget(job)
    #expect(try await journal.sql("SELECT count(*) FROM sample") == "0")
  }

  @Test func `a journal without the table of samples is read, and gets it from a writer`()
    async throws
  {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    // As the first version of the program left it.
    _ = try await journal.sql("DROP TABLE sample")
    _ = try await journal.sql(
      "DELETE FROM grdb_migrations "
        + "WHERE identifier IN ('samples', 'limits of writing', 'who copies')")
    let reader = try fixture.reader()
    #expect(try await reader.jobs().map(\.id) == [job])
    #expect(try await reader.samples(job).isEmpty)
    let writer = try fixture.writer()
    try await take(1, of: job, in: writer)
    #expect(try await writer.samples(job).count == 1)
    #expect(try await writer.jobs().map(\.id) == [job])
  }

  @Test func `partitions are summed one by one`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(3)
    _ = try await journal.addPartition(job, name: "empty")
    _ = try await journal.open(ranges[0].id)
    try await journal.finish(ranges[0].id, rows: 9, bytes: 90)
    let partitions = try await journal.partitionProgress(job)
    #expect(
      partitions == [
        PartitionProgress(
          name: "a", ranges: 3, doneRanges: 1, plannedRows: 30, doneRows: 9,
          isScanComplete: false),
        PartitionProgress(
          name: "empty", ranges: 0, doneRanges: 0, plannedRows: 0, doneRows: 0,
          isScanComplete: false),
      ])
  }
}
