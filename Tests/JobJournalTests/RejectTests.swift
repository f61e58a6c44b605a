internal import JobJournal
internal import Testing

struct RejectTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `a row is rejected once, with the last reason`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(1)
    try await journal.reject(ranges[0].id, rows: [("i:3", "too long")])
    try await journal.reject(ranges[0].id, rows: [("i:3", "not a number")])
    let rejects = try await journal.rejects(job)
    #expect(rejects.map(\.key) == ["i:3"] && rejects.map(\.reason) == ["not a number"])
    #expect(rejects.map(\.rangeID) == [ranges[0].id] && rejects.map(\.partition) == ["a"])
  }

  @Test func `keys that only look alike are different rows`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(1)
    let keys = ["s:é", "s:e\u{301}", "s:a", "s:a\u{0}"]
    try await journal.reject(ranges[0].id, rows: keys.map { ($0, "no") })
    let found = try await journal.rejects(job).map { Array($0.key.utf8) }
    #expect(found == keys.map { Array($0.utf8) })
    #expect(try await journal.rejects(job, limit: 2).count == 2)
  }

  @Test func `a key that is refused in two partitions is two rows`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(1)
    let other = try await journal.addPartition(job, name: "b").id
    let others = try await journal.plan(
      [.ten(0)], partition: other, scannedThrough: nil, complete: true)
    for range in ranges + others {
      _ = try await journal.open(range.id)
      try await journal.finish(range.id, rows: 9, bytes: 90, rejects: [("i:3", "too long")])
    }
    #expect(try await journal.rejects(job).map(\.partition) == ["a", "b"])
    #expect(try await journal.progress(job).rejectedRows == 2)
  }

  @Test func `a range is done with its rejects, or neither`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(1)
    await expect(.illegalMove) {
      try await journal.finish(ranges[0].id, rows: 9, bytes: 90, rejects: [("i:3", "too long")])
    }
    #expect(try await journal.rejects(job).isEmpty)
    _ = try await journal.open(ranges[0].id)
    try await journal.finish(ranges[0].id, rows: 9, bytes: 90, rejects: [("i:3", "too long")])
    #expect(try await journal.rejects(job).map(\.key) == ["i:3"])
    #expect(try await journal.progress(job).doneRows == 9)
  }

  @Test func `a new attempt forgets the rejects of the last`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(2)
    for range in ranges {
      _ = try await journal.open(range.id)
      try await journal.reject(range.id, rows: [("i:\(range.ordinal)", "no")])
    }
    _ = try await journal.open(ranges[0].id)
    #expect(try await journal.rejects(job).map(\.key) == ["i:1"])
  }

  @Test func `a reject of an unknown range is not found`() async throws {
    let journal = try fixture.writer()
    await expect(.notFound) { try await journal.reject(9, rows: [("i:1", "no")]) }
  }
}
