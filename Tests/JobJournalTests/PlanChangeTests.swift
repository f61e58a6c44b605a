internal import Foundation
internal import JobJournal
internal import Testing

struct PlanChangeTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `the collection that a job made is recorded once`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    #expect(try await journal.targetIdentity(job) == nil)
    let made = IdentityRecord(collectionID: 7, createdTimestamp: -1)
    try await journal.recordTarget(job, made)
    try await journal.recordTarget(job, IdentityRecord(collectionID: 8, createdTimestamp: 2))
    #expect(try await journal.targetIdentity(job) == made)
  }

  @Test func `a job that stopped gets another plan, and its events say why`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    try await journal.move(job, to: .paused, at: noon)
    let plan = Data([1, 2])
    try await journal.amend(
      job, plan: plan, fingerprint: "f2", event: ("amended", "without aliases"), at: noon)
    let record = try #require(try await journal.job(job))
    #expect(record.plan == plan && record.fingerprint == "f2")
    #expect(try await journal.events(job).map(\.message) == ["without aliases"])
  }

  @Test func `a job that runs keeps its plan`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    await expect(.illegalMove) {
      try await journal.amend(
        job, plan: Data(), fingerprint: "f2", event: ("amended", "no"), at: noon)
    }
  }
}
