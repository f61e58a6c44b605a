internal import Foundation
internal import JobJournal
internal import Testing

struct JobMoveTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  static let legal: [JobRecord.State: Set<JobRecord.State>] = [
    .pending: [.inProgress, .canceled],
    .inProgress: [.paused, .successful, .failed, .canceled],
    .paused: [.inProgress, .canceled],
    .failed: [.inProgress, .canceled],
    .successful: [],
    .canceled: [],
  ]

  @Test(arguments: JobRecord.State.allCases, JobRecord.State.allCases)
  func `a job makes the legal moves and no other`(
    from: JobRecord.State, to: JobRecord.State
  ) async throws {
    let isLegal = try #require(Self.legal[from]).contains(to)
    #expect(from.mayBecome(to) == isLegal)
    let journal = try fixture.writer()
    let job = try await journal.makeJob(from)
    let failure = (code: "a", message: "b")
    if isLegal {
      try await journal.move(job, to: to, failure: failure, at: noon)
    } else {
      await expect(.illegalMove) {
        try await journal.move(job, to: to, failure: failure, at: noon)
      }
    }
    #expect(try await journal.job(job)?.state == (isLegal ? to : from))
  }

  @Test func `a job keeps its first start and the end of its last run`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.create(.docs).id
    try await journal.move(job, to: .inProgress, at: noon)
    try await journal.move(job, to: .failed, failure: ("a", "b"), at: noon + 10)
    let failed = try #require(try await journal.job(job))
    #expect(failed.startedAt == noon && failed.endedAt == noon + 10)
    #expect(failed.failureCode == "a" && failed.failureMessage == "b")
    try await journal.move(job, to: .inProgress, at: noon + 20)
    let resumed = try #require(try await journal.job(job))
    #expect(resumed.startedAt == noon && resumed.endedAt == nil && resumed.failureCode == nil)
  }

  @Test func `a job does not fail without a reason`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    await expect(.illegalMove) { try await journal.move(job, to: .failed, at: noon) }
  }

  @Test(arguments: JobRecord.Phase.allCases, JobRecord.Phase.allCases)
  func `a phase is followed by itself or a later one`(
    from: JobRecord.Phase, to: JobRecord.Phase
  ) async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.advance(job, to: from)
    let order = JobRecord.Phase.allCases
    let isForward = try #require(order.firstIndex(of: from)) <= #require(order.firstIndex(of: to))
    if isForward {
      try await journal.advance(job, to: to)
    } else {
      await expect(.illegalMove) { try await journal.advance(job, to: to) }
    }
    #expect(try await journal.job(job)?.phase == (isForward ? to : from))
  }

  @Test(arguments: JobRecord.State.allCases)
  func `only an ended job is forgotten, with all that is known of it`(
    state: JobRecord.State
  ) async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob(state)
    let partition = try await journal.addPartition(job, name: "").id
    let ranges = try await journal.plan(
      [.ten(0)], partition: partition, scannedThrough: nil, complete: true)
    for range in ranges { try await journal.reject(range.id, rows: [("i:1", "too long")]) }
    try await journal.log(job, kind: "note", message: "hello", at: noon)
    guard state.isEnded else {
      await expect(.illegalMove) { try await journal.forget(job) }
      return
    }
    try await journal.forget(job)
    for table in ["job", "partition", "keyRange", "reject", "event"] {
      #expect(try await journal.sql("SELECT count(*) FROM \(table)") == "0", "\(table)")
    }
    #expect(try await journal.create(.docs).id > job)
  }
}
