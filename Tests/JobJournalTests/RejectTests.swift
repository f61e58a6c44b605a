internal import JobJournal
internal import Testing

struct RejectTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `a row is rejected once, with the last reason`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(1)
    try await journal.reject(job, range: ranges[0].id, key: "i:3", reason: "too long")
    try await journal.reject(job, range: ranges[0].id, key: "i:3", reason: "not a number")
    let rejects = try await journal.rejects(job)
    #expect(rejects.map(\.key) == ["i:3"] && rejects.map(\.reason) == ["not a number"])
    #expect(rejects.first?.rangeID == ranges[0].id)
  }

  @Test func `keys that only look alike are different rows`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let keys = ["s:é", "s:e\u{301}", "s:a", "s:a\u{0}"]
    try await journal.reject(job, range: nil, rows: keys.map { ($0, "no") })
    let found = try await journal.rejects(job).map { Array($0.key.utf8) }
    #expect(found == keys.map { Array($0.utf8) })
    #expect(try await journal.rejects(job, limit: 2).count == 2)
  }

  @Test func `a new attempt forgets the rejects of the last`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(2)
    for range in ranges {
      _ = try await journal.open(range.id)
      try await journal.reject(job, range: range.id, key: "i:\(range.ordinal)", reason: "no")
    }
    _ = try await journal.open(ranges[0].id)
    #expect(try await journal.rejects(job).map(\.key) == ["i:1"])
  }

  @Test func `a reject of an unknown range is not found`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    await expect(.notFound) {
      try await journal.reject(job, range: 9, key: "i:1", reason: "no")
    }
  }
}
