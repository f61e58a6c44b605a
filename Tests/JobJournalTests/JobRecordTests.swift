internal import Foundation
internal import JobJournal
internal import Synchronization
internal import Testing

struct JobRecordTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `a job comes back as it was recorded`() async throws {
    let journal = try fixture.writer()
    let made = try await journal.create(.docs)
    #expect(made.state == .pending && made.phase == .create && made.fingerprint == "f1")
    #expect(made.sourceCollection == "docs" && made.targetCollection == "docs_v2")
    #expect(made.sourceDatabase == "default" && made.targetDatabase == "archive")
    #expect(made.sourcePlace == "http://a:19530" && made.targetPlace == "http://b:19530")
    #expect(made.sourceLabel == "old" && made.targetLabel == "new")
    #expect(made.plan == NewJob.docs.plan && made.createdAt == noon)
    #expect(try await journal.job(made.id) == made)
    #expect(try await journal.jobs() == [made])
  }

  @Test func `how the ends are connected comes back, and is nothing where nobody said`()
    async throws
  {
    let journal = try fixture.writer()
    #expect(try await journal.create(.docs).sourceOptions.isEmpty)
    var new = NewJob.docs
    (new.sourceOptions, new.targetOptions) = (["lite-python": "/é"], ["user": "ann"])
    let made = try await journal.create(new)
    #expect(made.sourceOptions == new.sourceOptions && made.targetOptions == new.targetOptions)
    #expect(try await fixture.reader().job(made.id) == made)
  }

  @Test func `several jobs are recorded by one write, in their order`() async throws {
    let writes = Mutex(0)
    let journal = try fixture.writer(
      JournalWriteHook { moment, _ throws(JournalError) in
        if moment == .before { writes.withLock { $0 += 1 } }
      })
    var other = NewJob.docs
    other.sourceCollection = "images"
    let made = try await journal.create([.docs, other, .docs])
    #expect(writes.withLock(\.self) == 1)
    #expect(made.map(\.sourceCollection) == ["docs", "images", "docs"])
    #expect(try await journal.jobs() == made)
  }

  @Test func `a source timestamp keeps all its bits`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.recordSource(job, rows: 7, timestamp: .max)
    let record = try #require(try await journal.job(job))
    #expect(record.sourceRows == 7 && record.sourceTimestamp == -1)
  }

  @Test func `a result is kept`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.recordResult(job, "{}")
    #expect(try await journal.job(job)?.result == "{}")
  }

  @Test func `a job that does not exist is not found`() async throws {
    let journal = try fixture.writer()
    #expect(try await journal.job(9) == nil)
    let error = await expect(.notFound) { try await journal.advance(9, to: .copy) }
    #expect(error?.message == "there is no job 9")
    await expect(.notFound) { try await journal.move(9, to: .inProgress, at: noon) }
    await expect(.notFound) { try await journal.recordSource(9, rows: 1, timestamp: nil) }
    await expect(.notFound) { try await journal.recordResult(9, "{}") }
    await expect(.notFound) { try await journal.log(9, kind: "a", message: "b", at: noon) }
    await expect(.notFound) { try await journal.log(9, events: [("a", "b", noon)]) }
    await expect(.notFound) {
      try await journal.sample(NewSample(at: noon, rows: 1, bytes: 1, retries: 0), of: 9)
    }
    await expect(.notFound) { _ = try await journal.addPartition(9, name: "a") }
    await expect(.notFound) { _ = try await journal.progress(9) }
    await expect(.notFound) { try await journal.forget(9) }
  }

  @Test func `events come in order and after a number`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    for word in ["one", "two", "three"] {
      try await journal.log(job, kind: "note", message: word, at: noon)
    }
    let all = try await journal.events(job)
    #expect(all.map(\.message) == ["one", "two", "three"] && all.first?.at == noon)
    #expect(try await journal.events(job, after: all[0].id).map(\.message) == ["two", "three"])
  }

  @Test func `several events are logged at once`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.log(job, events: [("phase", "copy", noon), ("attention", "look", noon)])
    try await journal.log(job, events: [])
    #expect(try await journal.events(job).map(\.kind) == ["phase", "attention"])
  }

  @Test(arguments: ["state", "phase"])
  func `the tables refuse an unknown state or phase`(column: String) async throws {
    let journal = try fixture.writer()
    _ = try await journal.makeJob()
    await expect(.illegalMove) { _ = try await journal.sql("UPDATE job SET \(column) = 'gone'") }
  }

  @Test func `a record with an unknown state is a damaged journal`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    _ = try await journal.sql("PRAGMA ignore_check_constraints = ON")
    _ = try await journal.sql("UPDATE job SET state = 'gone'")
    await expect(.corrupt) { _ = try await journal.job(job) }
  }
}
