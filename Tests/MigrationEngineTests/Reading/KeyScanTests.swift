internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// Every key is read once, in order, whatever its size; and a scan always ends.
@Suite(.timeLimit(.minutes(5)))
struct KeyScanTests {
  private let all = Array(Int64(0)..<1000)

  @Test(arguments: [9, 17, 500, 4_000, 100_000])
  func `pages shrink until they fit, and keep their size`(tooLarge: Int) async throws {
    // Eight bytes a key: the smallest is one key a page.
    var source = ListedSource(listed: all)
    source.tooLarge = tooLarge
    let keys = try await keys(of: source)
    #expect(keys == all.map(PrimaryKey.int64))
    let pages = source.log.all.count
    // Halvings, pages that fit, and one page in nine that was tried too large again.
    let most = (tooLarge - 1) / 8
    #expect(pages <= 14 + 2 * (all.count / max(1, most / 2) + 2))
  }

  @Test func `a single key that is too large is the end`() async throws {
    var source = ListedSource(listed: all)
    source.tooLarge = 8
    let error = await #expect(throws: SideError.self) { try await keys(of: source) }
    #expect(error?.error.code == .messageTooLarge)
    #expect(source.log.all.last == "keys 1")
  }

  @Test func `what fitted for one scan is where the next begins`() async throws {
    var source = ListedSource(listed: Array(all.prefix(4)))
    source.tooLarge = 17
    let reader = RowReader(reading: source)
    for _ in 0..<2 { _ = try await reader.keys(in: KeyRange(), partition: nil) }
    #expect(source.log.all.count { $0 == "keys 16384" } == 1)
  }

  @Test(arguments: [Side.source, .target])
  func `a server that takes every filter to hold does not keep it going`(side: Side) async throws {
    var source = ListedSource(listed: all)
    source.ignoresFilters = true
    var scan = KeyScan(RowReader(reading: source, side), partition: nil)
    #expect(try await scan.next().count == 1000)
    let error = await #expect(throws: MigrationError.self) { try await scan.next() }
    #expect(error?.message == "the \(side) does not return keys in order: 0 follows 999")
    var part = KeyScan(
      RowReader(reading: source), partition: nil,
      in: KeyRange(lower: .int64(-1), upper: .int64(10)))
    let other = await #expect(throws: MigrationError.self) { try await part.next() }
    #expect(
      other?.message == "the source returns key 999 where none above 10 was asked for")
  }

  @Test(arguments: [[1, 3, 2], [1, 1, 2], [5, 4], [0, 7, 7]])
  func `keys that do not ascend are an error`(listed: [Int64]) async throws {
    var source = ListedSource(listed: listed)
    source.ignoresFilters = true
    let error = await #expect(throws: MigrationError.self) { try await keys(of: source) }
    #expect(error?.code == .rowsMissing)
  }

  private func keys(of source: ListedSource) async throws -> [PrimaryKey] {
    try await RowReader(reading: source).keys(in: KeyRange(), partition: nil)
  }
}
