internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine

/// The ranges that a comparison cuts hold every key that there can be.
struct TileCutterTests {
  @Test(arguments: [0, 1, 2, 4_095, 4_096, 4_097, 8_192, 20_000])
  func `ranges follow each other from the first key that there can be to the last`(
    keys: Int
  ) async throws {
    let tiles = try await tiles(of: keys, page: 1_000)
    #expect(tiles.first?.range.lower == nil)
    #expect(tiles.last?.range.upper == nil)
    for (tile, next) in zip(tiles, tiles.dropFirst()) {
      #expect(tile.range.upper != nil)
      #expect(tile.range.upper == next.range.lower)
    }
    #expect(tiles.compactMap(\.keys).reduce(0, +) == keys)
    #expect(tiles.allSatisfy { $0.partition == "p" })
  }

  @Test func `the size of a page of keys does not matter`() async throws {
    let ranges = try await tiles(of: 10_000, page: 1_000).map(\.range)
    #expect(try await tiles(of: 10_000, page: 16_384).map(\.range) == ranges)
    #expect(try await tiles(of: 10_000, page: 70).map(\.range) == ranges)
  }

  @Test func `rows that are long from some key on make short ranges from there`() async throws {
    var source = ListedSource(listed: Array(0..<15_000))
    source.titleBytes = { $0 < 1000 ? 5 : 9000 }
    let tiles = try await tiles(of: source)
    // All of them would be 126 MB in one range, if the first hundred rows were asked.
    #expect(tiles.allSatisfy { ($0.keys ?? 0) * 9000 < 8 << 20 })
    #expect(tiles.allSatisfy { $0.bytes > 0 && $0.bytes < 16 << 20 })
  }

  @Test func `a server that takes every filter to hold ends it with an error`() async throws {
    var source = ListedSource(listed: Array(0..<100))
    source.ignoresFilters = true
    let error = await #expect(throws: MigrationError.self) { try await tiles(of: source) }
    #expect(error?.message == "the source does not return keys in order: 0 follows 99")
  }

  private func tiles(of keys: Int, page: Int) async throws -> [Tile] {
    var source = ListedSource(listed: (0..<Int64(keys)).map { 2 * $0 })
    source.limits = QueryLimits(keys: page, rows: 4096, bytes: 4 << 20, window: page)
    return try await tiles(of: source)
  }

  private func tiles(of source: ListedSource) async throws -> [Tile] {
    var cutter = TileCutter(RowReader(reading: source), partition: "p")
    var tiles: [Tile] = []
    while let tile = try await cutter.next() { tiles.append(tile) }
    return tiles
  }
}
