internal import JobJournal
internal import Testing

struct PlanningTests {
  let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  @Test func `a partition is recorded once`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let first = try await journal.addPartition(job, name: "a")
    #expect(try await journal.addPartition(job, name: "a") == first)
    let second = try await journal.addPartition(job, name: "b")
    #expect(try await journal.partitions(job) == [first, second])
    #expect(first.scannedThrough == nil && !first.isScanComplete)
  }

  @Test func `a plan that is repeated adds nothing`() async throws {
    let journal = try fixture.writer()
    let (job, partition, ranges) = try await journal.makeRanges(3)
    _ = try await journal.open(ranges[0].id)
    let again = try await journal.plan(
      (0..<3).map(NewRange.ten), partition: partition, scannedThrough: "i:30", complete: false)
    #expect(again.map(\.id) == ranges.map(\.id) && again[0].state == .open)
    #expect(try await journal.ranges(job).count == 3)
  }

  @Test func `an old plan that is repeated does not set the scan back`() async throws {
    let journal = try fixture.writer()
    let (job, partition, _) = try await journal.makeRanges(3)
    _ = try await journal.plan(
      [.ten(0)], partition: partition, scannedThrough: "i:10", complete: false)
    #expect(try await journal.partitions(job).first?.scannedThrough == "i:30")
  }

  @Test func `a known ordinal with other bounds changes nothing`() async throws {
    let journal = try fixture.writer()
    let (job, partition, ranges) = try await journal.makeRanges(2)
    let moved = NewRange(ordinal: 1, lower: "i:10", upper: "i:25", expectedRows: 15)
    await expect(.illegalMove) {
      _ = try await journal.plan(
        [.ten(2), moved], partition: partition, scannedThrough: "i:30", complete: false)
    }
    #expect(try await journal.ranges(job) == ranges)
  }

  @Test func `a bound that only looks the same is another bound`() async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let partition = try await journal.addPartition(job, name: "a").id
    let first = NewRange(ordinal: 0, lower: nil, upper: "s:é", expectedRows: 1)
    let second = NewRange(ordinal: 0, lower: nil, upper: "s:e\u{301}", expectedRows: 1)
    _ = try await journal.plan([first], partition: partition, scannedThrough: nil, complete: false)
    await expect(.illegalMove) {
      _ = try await journal.plan(
        [second], partition: partition, scannedThrough: nil, complete: false)
    }
  }

  @Test func `nothing is planned after the end of a scan`() async throws {
    let journal = try fixture.writer()
    let (job, partition, _) = try await journal.makeRanges(1)
    #expect(try await !journal.progress(job).isScanComplete)
    _ = try await journal.plan([], partition: partition, scannedThrough: "i:10", complete: true)
    #expect(try await journal.progress(job).isScanComplete)
    await expect(.illegalMove) {
      _ = try await journal.plan(
        [.ten(1)], partition: partition, scannedThrough: "i:20", complete: true)
    }
  }

  @Test func `a plan of an unknown partition is not found`() async throws {
    let journal = try fixture.writer()
    await expect(.notFound) {
      _ = try await journal.plan([.ten(0)], partition: 9, scannedThrough: nil, complete: true)
    }
  }

  @Test(arguments: ["s:", "s:a\u{0}b", "s:e\u{301}", "s:é", "s:'; --", "i:-9223372036854775808"])
  func `a bound comes back byte for byte`(key: String) async throws {
    let journal = try fixture.writer()
    let job = try await journal.makeJob()
    let partition = try await journal.addPartition(job, name: "a").id
    let new = NewRange(ordinal: 0, lower: key, upper: key, expectedRows: 0)
    let range = try await journal.plan(
      [new], partition: partition, scannedThrough: key, complete: false)[0]
    #expect(range.lower.map { Array($0.utf8) } == Array(key.utf8))
    let scanned = try await journal.partitions(job).first?.scannedThrough
    #expect(scanned.map { Array($0.utf8) } == Array(key.utf8))
  }
}
