internal import JobJournal
internal import Testing

struct RangeTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test(arguments: RangeRecord.State.allCases)
  func `a range is opened unless it is done`(state: RangeRecord.State) async throws {
    let journal = try fixture.writer()
    let range = try await journal.makeRange(state)
    if state == .done {
      await expect(.illegalMove) { _ = try await journal.open(range) }
    } else {
      let opened = try await journal.open(range)
      #expect(opened.state == .open && opened.attempts == (state == .open ? 2 : 1))
    }
  }

  @Test(arguments: RangeRecord.State.allCases)
  func `a range is finished only while it is open`(state: RangeRecord.State) async throws {
    let journal = try fixture.writer()
    let range = try await journal.makeRange(state)
    if state == .open {
      try await journal.finish(range, rows: 9, bytes: 90)
    } else {
      await expect(.illegalMove) { try await journal.finish(range, rows: 9, bytes: 90) }
    }
    #expect(try await journal.range(range)?.state == (state == .open ? .done : state))
  }

  @Test func `the pure table has the moves of the journal and no other`() {
    let all = RangeRecord.State.allCases
    let legal = all.flatMap { from in all.filter(from.mayBecome).map { "\(from)>\($0)" } }
    #expect(legal == ["planned>open", "open>open", "open>done"])
  }

  @Test func `a range that does not exist is not found`() async throws {
    let journal = try fixture.writer()
    await expect(.notFound) { _ = try await journal.open(9) }
    await expect(.notFound) { try await journal.finish(9, rows: 0, bytes: 0) }
    await expect(.notFound) { _ = try await journal.split(9, into: []) }
  }

  @Test func `ranges are chosen by state, number and count`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(4)
    _ = try await journal.open(ranges[1].id)
    #expect(try await journal.ranges(job, states: [.open]).map(\.ordinal) == [1])
    #expect(try await journal.ranges(job, states: [.planned]).map(\.ordinal) == [0, 2, 3])
    #expect(try await journal.ranges(job, states: []).isEmpty)
    let page = try await journal.ranges(job, after: ranges[0].id, limit: 2)
    #expect(page.map(\.ordinal) == [1, 2])
  }

  @Test func `progress adds up the ranges of one job`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(4)
    _ = try await journal.makeRanges(2)
    for range in ranges.prefix(3) { _ = try await journal.open(range.id) }
    _ = try await journal.open(ranges[0].id)
    try await journal.finish(ranges[0].id, rows: 9, bytes: 90)
    try await journal.reject(ranges[0].id, rows: [("i:3", "too long")])
    let progress = try await journal.progress(job)
    #expect(
      progress
        == JobProgress(
          ranges: [.planned: 1, .open: 2, .done: 1], plannedRows: 40, doneRows: 9, doneBytes: 90,
          replayedRanges: 1, rejectedRows: 1))
    #expect(progress.count(.open) == 2)
  }

  @Test func `many tasks open and finish ranges at once`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(64)
    try await withThrowingTaskGroup { group in
      for lane in 0..<8 {
        group.addTask {
          for range in ranges where range.ordinal % 8 == lane {
            _ = try await journal.open(range.id)
            try await journal.finish(range.id, rows: 10, bytes: 1)
          }
        }
      }
      try await group.waitForAll()
    }
    let progress = try await journal.progress(job)
    #expect(progress.count(.done) == 64 && progress.doneRows == 640)
    #expect(progress.replayedRanges == 0)
  }
}
