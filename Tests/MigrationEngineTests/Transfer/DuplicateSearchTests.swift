internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Keys that are there several times are named by counting.
struct DuplicateSearchTests {
  private typealias CountedRange = SourceTally.CountedRange
  private let all = Array(Int64(0)..<1000)

  @Test(arguments: [[:], [0: 3], [999: 2], [500: 2, 501: 5], [7: 2, 250: 2, 749: 9, 750: 2]])
  func `keys are named with how often they are there`(multiples: [Int64: Int64]) async throws {
    let source = ListedSource(listed: all, multiples: multiples)
    let search = try await searched(source, ranges(of: 100))
    let expected = multiples.sorted { $0.key < $1.key }
    #expect(search.found.map(\.key) == expected.map { .int64($0.key) })
    #expect(search.found.map(\.copies) == expected.map(\.value))
    #expect(search.found.allSatisfy { $0.partition == "p" })
  }

  @Test func `no more are named than are wanted`() async throws {
    let doubled = Dictionary(uniqueKeysWithValues: all.map { ($0, Int64(2)) })
    let source = ListedSource(listed: all, multiples: doubled)
    let search = try await searched(source, ranges(of: 100))
    #expect(search.found.map(\.key) == (0..<20).map { .int64($0) })
  }

  @Test func `rows that are counted and never returned are no keys`() async throws {
    let source = ListedSource(
      listed: all.filter { $0 != 500 }, multiples: [3: 2], unreadable: [500, 2000])
    var ranges = ranges(of: 100)
    ranges[5].keys = 99
    let search = try await searched(source, ranges)
    #expect(search.found.map(\.key) == [.int64(3)])
  }

  @Test func `the search ends after so many calls`() async throws {
    let source = ListedSource(listed: all, unreadable: all)
    var search = makeSearch(source)
    search.callsLeft = 30
    try await search.search(ranges(of: 10)[...], excess: 1000)
    #expect(search.found.isEmpty && search.callsLeft <= 0)
    // Each level on the way back sees that it is over, and makes no further call.
    #expect(search.callsLeft > -5)
  }

  @Test func `keys that have gone since are fewer rows than keys`() async throws {
    var search = makeSearch(ListedSource(listed: all.filter { $0 != 5 } + [5000]))
    let spans = tally(ranges(of: 100)).spans(about: 2)
    #expect(try await search.excess(of: spans[0]) == -1)
    #expect(try await search.excess(of: spans[1]) == 1)
  }

  @Test(arguments: [(1, 10, 1), (4, 10, 4), (16, 10, 10), (3, 1, 1)])
  func `spans hold every range once`(about count: Int, of ranges: Int, expected: Int) {
    let all = (0..<ranges).map { _ in CountedRange(partition: nil, range: KeyRange(), keys: 1) }
    let spans = SourceTally(partitions: [all]).spans(about: count)
    #expect(spans.count == expected)
    #expect(spans.flatMap(\.indices) == Array(all.indices))
    #expect(SourceTally(partitions: [all, all]).spans(about: 1).count == 2)
  }

  private func searched(
    _ source: ListedSource, _ ranges: [CountedRange]
  ) async throws -> DuplicateSearch {
    var search = makeSearch(source)
    for span in tally(ranges).spans(about: 3) {
      try await search.search(span, excess: try await search.excess(of: span))
    }
    return search
  }

  private func makeSearch(_ source: ListedSource) -> DuplicateSearch {
    DuplicateSearch(RowReader(reading: source), control: JobControl())
  }

  private func tally(_ ranges: [CountedRange]) -> SourceTally { SourceTally(partitions: [ranges]) }

  /// All keys in ranges of so many.
  private func ranges(of size: Int64) -> [CountedRange] {
    stride(from: Int64(0), to: 1000, by: Int64.Stride(size)).map { start in
      let isLast = start + size >= 1000
      return CountedRange(
        partition: "p",
        range: KeyRange(
          lower: start == 0 ? nil : .int64(start - 1),
          upper: isLast ? nil : .int64(start + size - 1)), keys: size)
    }
  }
}
