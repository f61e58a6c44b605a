internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Every row of a range is read, in parts if need be, and only a row that is lost is called so.
@Suite(.timeLimit(.minutes(5)))
struct RowReaderTests {
  private let all = Array(Int64(1)...500)

  @Test func `a range that fits is read by one call`() async throws {
    let source = ListedSource(listed: all)
    let reader = RowReader(reading: source)
    let read = try await reader.rows(in: KeyRange(), partition: nil, expecting: 500)
    #expect(read.page.rowCount == 500 && read.keys == 500)
    #expect(source.log.all == ["rows from the start to the end"])
  }

  @Test(arguments: [30_000, 5_000, 700, 70])
  func `rows that are too large for one answer are read in parts, down to one row`(
    tooLarge: Int
  ) async throws {
    var source = ListedSource(listed: all)
    source.titleBytes = { _ in 30 }
    source.tooLarge = tooLarge
    #expect(try await keys(of: source) == all.map(PrimaryKey.int64))
  }

  @Test func `a single row that is too large is the end`() async throws {
    var source = ListedSource(listed: all)
    source.titleBytes = { $0 == 77 ? 9_000 : 30 }
    source.tooLarge = 8_000
    let error = await #expect(throws: SideError.self) { try await keys(of: source) }
    #expect(error?.error.code == .messageTooLarge)
  }

  @Test(arguments: [499, 100, 2])
  func `a refusal in unknown words is tried with halves where one row is given`(
    tooMany: Int
  ) async throws {
    var source = ListedSource(listed: all)
    source.tooMany = tooMany
    #expect(try await keys(of: source) == all.map(PrimaryKey.int64))
  }

  @Test func `a refusal of one row, too, ends it with the server's words after a handful of calls`()
    async throws
  {
    var source = ListedSource(listed: all)
    source.tooMany = 1
    let error = await #expect(throws: SideError.self) { try await keys(of: source) }
    #expect(error?.error.message == "cannot read rows: the moon is full")
    #expect(source.log.all.count == 4, "\(source.log.all)")
  }

  @Test(arguments: [2, 3, 5], [16_384, 700, 1])
  func `a growing segment that holds keys several times gives all of them`(
    copies: Int64, window: Int
  ) async throws {
    var source = ListedSource(
      listed: all, multiples: Dictionary(uniqueKeysWithValues: all.map { ($0, copies) }))
    source.isGrowing = true
    source.limits = QueryLimits(keys: 16_384, rows: 16_384, bytes: 4 << 20, window: window)
    #expect(try await keys(of: source) == all.map(PrimaryKey.int64))
  }

  @Test func `a few doubled keys cost one call with a limit, and no halves`() async throws {
    var source = ListedSource(listed: all, multiples: [5: 2, 6: 2])
    source.isGrowing = true
    let read = try await RowReader(reading: source).rows(
      in: KeyRange(), partition: nil, expecting: 500)
    #expect(read.page.rowCount == 500)
    #expect(source.log.all.filter { $0.hasPrefix("rows") }.count == 2)
  }

  @Test(arguments: [[1], [500], [77, 300]] as [Set<Int64>])
  func `a row that is listed and not returned is lost once it was asked for alone`(
    lost: Set<Int64>
  ) async throws {
    var source = ListedSource(listed: all)
    source.lost = lost
    let error = await #expect(throws: MigrationError.self) { try await keys(of: source) }
    #expect(error?.code == .rowsMissing)
    #expect(error?.message.contains("lists key \(lost.min() ?? 0) and returns 0 rows") == true)
    // Nine halvings, each with a read, a scan and a second read, and a read and a scan beside.
    #expect(source.log.all.count <= 80, "\(source.log.all.count)")
  }

  @Test(arguments: [499, 501, nil])
  func `rows that came or went since they were counted are no loss`(expected: Int?) async throws {
    let source = ListedSource(listed: all)
    let read = try await RowReader(reading: source).rows(
      in: KeyRange(), partition: nil, expecting: expected)
    #expect(read.page.rowCount == 500 && read.keys == 500)
    #expect(source.log.all.filter { $0.hasPrefix("rows") }.count == 1)
  }

  @Test func `rows are found by their keys although others are there several times`() async throws {
    var source = ListedSource(
      listed: all, multiples: Dictionary(uniqueKeysWithValues: all.map { ($0, 3) }))
    source.isGrowing = true
    source.tooLarge = 2_000
    let reader = RowReader(reading: source)
    var found: [PrimaryKey] = []
    let wanted = all.filter { $0 % 3 == 0 }.map(PrimaryKey.int64)
    try await reader.eachPage(of: wanted, partition: nil) { found += try $0.keys() }
    #expect(found == wanted)
  }

  @Test func `rows at even places tell what a page of keys weighs`() async throws {
    var source = ListedSource(listed: all)
    source.titleBytes = { $0 <= 100 ? 10 : 10_000 }
    let reader = RowReader(reading: source)
    let seen = try await reader.weigh(all.map(PrimaryKey.int64), partition: nil)
    #expect(seen?.rows == 500)
    #expect((seen?.bytes ?? 0) / 500 > 5_000)
    #expect(try await reader.weigh([.int64(1)], partition: nil) == nil)
  }

  @Test func `a sample of many numbers comes from all quarters`() async throws {
    var source = ListedSource(listed: (0..<100_000).map { 3 * $0 })
    source.tooLarge = 1 << 20
    let reader = RowReader(reading: source)
    var found: [PrimaryKey] = []
    try await reader.sample(100, partition: nil) { found += try $0.keys() }
    #expect(90...110 ~= found.count)
    for (low, high) in [(-1, 50_000), (60_000, 90_000), (130_000, 165_000), (200_000, 240_000)] {
      let range = KeyRange(lower: .int64(Int64(low)), upper: .int64(Int64(high)))
      #expect(found.count(where: range.contains) == 25, "after \(low)")
    }
  }

  @Test func `rows weigh the same, whatever was read before`() async throws {
    let reader = RowReader(reading: ListedSource(listed: Array(0..<1_000)))
    let keys = (0..<1_000).map { PrimaryKey.int64(Int64($0)) }
    let first = try #require(try await reader.weigh(keys, partition: nil))
    _ = try await reader.rows(in: KeyRange(), partition: nil, expecting: nil)
    let again = try #require(try await reader.weigh(keys, partition: nil))
    #expect(again == first)
  }

  @Test func `of large rows few are named at once`() async throws {
    var source = ListedSource(listed: Array(0..<1_000))
    source.titleBytes = { _ in 720_000 }
    let reader = RowReader(reading: source)
    var found = 0
    try await reader.sample(100, partition: nil) { found += $0.rowCount }
    _ = try await reader.weigh((0..<100).map(PrimaryKey.int64), partition: nil)
    #expect(found > 90)
    let named = source.log.all.compactMap { $0.wholeMatch(of: /rows of (\d+)/)?.1 }
    #expect(!named.isEmpty && named.allSatisfy { Int($0) ?? 0 <= 5 }, "\(named)")
  }

  @Test(arguments: [KeyRange(lower: .int64(0)), KeyRange(lower: .int64(0), upper: .int64(200_000))])
  func `a great many rows that nobody counted are read in bounded pages`(
    range: KeyRange
  ) async throws {
    var target = ListedSource(listed: Array(1...30_000))
    target.limits = QueryLimits(keys: 1_000, rows: 1_000, bytes: 4 << 20, window: 1_000)
    target.tooLarge = 64 << 10
    let reader = RowReader(reading: target, .target)
    let held = try await reader.keysPageByPage(in: range)
    #expect(held.total == 30_000)
    #expect(held.most <= 2_000)
    #expect(target.log.all.count < 300, "\(target.log.all.count)")
    guard range.upper == nil else { return }
    // It is not even asked for all of them.
    #expect(!target.log.all.contains("rows \(range.text)"))
  }

  @Test(
    arguments: [
      (KeyRange(lower: .int64(100)), 1_000),
      (KeyRange(lower: .int64(100), upper: .int64(9_000)), nil),
    ] as [(KeyRange, Int?)])
  func `a source is not asked at once for what came after the ranges were cut elsewhere`(
    range: KeyRange, expected: Int?
  ) async throws {
    var source = ListedSource(listed: Array(1...10_000))
    source.limits = QueryLimits(keys: 1_000, rows: 1_000, bytes: 4 << 20, window: 1_000)
    let error = await #expect(throws: RangeDivided.self) {
      try await RowReader(reading: source).rows(
        in: range, partition: nil, expecting: expected, isForeign: true)
    }
    #expect(error?.parts.last?.range.upper == range.upper)
    #expect(!source.log.all.contains("rows \(range.text)"))
  }

  private func keys(of source: ListedSource) async throws -> [PrimaryKey] {
    var keys: [PrimaryKey] = []
    try await RowReader(reading: source).eachPage(in: KeyRange(), partition: nil) { page in
      keys += try page.keys()
    }
    return keys
  }
}

extension RowReader {
  /// How many rows a range gives, and how many at once at most.
  fileprivate func keysPageByPage(
    in range: KeyRange
  ) async throws -> (total: Int, most: Int) {
    var held = (total: 0, most: 0)
    try await eachPage(in: range, partition: nil) { page in
      held = (held.total + page.rowCount, max(held.most, page.rowCount))
    }
    return held
  }
}
