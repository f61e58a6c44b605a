internal import JobJournal
internal import Testing

struct SplitTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  static let halves = [
    NewRange(lower: "i:10", upper: "i:15", expectedRows: 5),
    NewRange(lower: "i:15", upper: "i:20", expectedRows: 5),
  ]

  @Test func `parts replace a range and keep its attempts`() async throws {
    let journal = try fixture.writer()
    let (job, partition, ranges) = try await journal.makeRanges(2)
    _ = try await journal.open(ranges[1].id)
    let parts = try await journal.split(ranges[1].id, into: Self.halves)
    #expect(parts.map(\.upper) == ["i:15", "i:20"] && parts.map(\.part) == [1, 2])
    #expect(parts.allSatisfy { $0.state == .planned && $0.attempts == 1 && $0.ordinal == 1 })
    #expect(try await journal.open(parts[0].id).attempts == 2)
    #expect(try await journal.range(ranges[1].id) == nil)
    #expect(try await journal.progress(job).plannedRows == 20)
    let again = try await journal.plan(
      [.ten(1)], partition: partition, scannedThrough: "i:20", complete: false)
    #expect(again.map(\.id) == parts.map(\.id))
  }

  @Test func `a part is split again`() async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(2)
    let parts = try await journal.split(ranges[1].id, into: Self.halves)
    let smaller = [
      NewRange(lower: "i:10", upper: "i:12", expectedRows: 2),
      NewRange(lower: "i:12", upper: "i:15", expectedRows: 3),
    ]
    #expect(try await journal.split(parts[0].id, into: smaller).map(\.part) == [3, 4])
    let uppers = try await journal.ranges(job).map(\.upper)
    #expect(uppers == ["i:10", "i:20", "i:12", "i:15"])
  }

  @Test(arguments: [1, 2, 100])
  func `ranges of a partition come by their ordinals, a page at a time`(page: Int) async throws {
    let journal = try fixture.writer()
    let (job, partition, ranges) = try await journal.makeRanges(4)
    let parts = try await journal.split(ranges[1].id, into: Self.halves)
    _ = try await journal.plan(
      [.ten(4)], partition: try await journal.addPartition(job, name: "b").id,
      scannedThrough: nil, complete: true)
    var found: [RangeRecord] = []
    while case let more = try await journal.ranges(
      ofPartition: partition, after: found.last, limit: page), !more.isEmpty
    {
      found += more
    }
    #expect(found.map(\.id) == [ranges[0].id] + parts.map(\.id) + [ranges[2].id, ranges[3].id])
  }

  @Test func `a job goes on with the ordinal after its last, and with what was refused for good`()
    async throws
  {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    var point = try await journal.resumePoint(job)
    #expect(point.nextOrdinal == 0 && point.rejectedRows == 0)
    let partition = try await journal.addPartition(job, name: "a").id
    let ranges = try await journal.plan(
      (0..<3).map(NewRange.ten), partition: partition, scannedThrough: nil, complete: true)
    for (range, key) in zip(ranges, ["i:5", "i:15"]) {
      _ = try await journal.open(range.id)
      try await journal.reject(range.id, rows: [(key, "no")])
    }
    try await journal.finish(ranges[0].id, rows: 9, bytes: 1)
    point = try await journal.resumePoint(job)
    #expect(point.nextOrdinal == 3 && point.rejectedRows == 1)
  }

  @Test func `a range that is done is not split`() async throws {
    let journal = try fixture.writer()
    let (_, _, ranges) = try await journal.makeRanges(2)
    _ = try await journal.open(ranges[1].id)
    try await journal.finish(ranges[1].id, rows: 10, bytes: 1)
    await expect(.illegalMove) {
      _ = try await journal.split(ranges[1].id, into: Self.halves)
    }
  }

  @Test(arguments: [
    [],
    [NewRange(lower: "i:10", upper: "i:19", expectedRows: 9)],
    [NewRange(lower: "i:11", upper: "i:20", expectedRows: 9)],
    [
      NewRange(lower: "i:10", upper: "i:15", expectedRows: 5),
      NewRange(lower: "i:16", upper: "i:20", expectedRows: 4),
    ],
    [
      NewRange(lower: "i:10", upper: nil, expectedRows: 5),
      NewRange(lower: nil, upper: "i:20", expectedRows: 5),
    ],
  ])
  func `parts that leave out or repeat a key change nothing`(parts: [NewRange]) async throws {
    let journal = try fixture.writer()
    let (job, _, ranges) = try await journal.makeRanges(2)
    await expect(.illegalMove) { _ = try await journal.split(ranges[1].id, into: parts) }
    #expect(try await journal.ranges(job) == ranges)
  }
}
