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
    #expect(tiles.map(\.keys).reduce(0, +) == keys)
    #expect(tiles.allSatisfy { $0.partition == "p" })
  }

  @Test func `the size of a page of keys does not matter`() async throws {
    let tiles = try await tiles(of: 10_000, page: 1_000)
    #expect(try await self.tiles(of: 10_000, page: 16_384) == tiles)
    #expect(try await self.tiles(of: 10_000, page: 7) == tiles)
  }

  private func tiles(of keys: Int, page: Int) async throws -> [Tile] {
    let persistence = Persistence(
      progress: ProgressCounter(), control: JobControl(), say: { _, _ in })
    var cutter = TileCutter(
      source: NumberedRows(count: keys, page: page), partition: "p", isLite: false,
      persistence: persistence)
    var tiles: [Tile] = []
    while let tile = try await cutter.next() { tiles.append(tile) }
    return tiles
  }
}

/// A source with the keys 0, 2, 4 and so on, whose rows are never read.
private struct NumberedRows: RowSource {
  let count: Int
  let page: Int

  func keys(
    after key: PrimaryKey?, upTo last: PrimaryKey?, partition: ServerName?, limit: Int
  ) async throws(MilvusError) -> [PrimaryKey] {
    var start = 0
    if case .int64(let number)? = key { start = Int(number) / 2 + 1 }
    return (start..<min(count, max(start, start + min(limit, page)))).map { .int64(Int64($0) * 2) }
  }

  func rows(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> RowPage {
    throw MilvusError(.invalidRequest, "nobody reads these rows")
  }

  func sample(partition: ServerName?, limit: Int) async throws(MilvusError) -> RowPage {
    try RowPage(bytes: [], keyField: "id")
  }

  func count(partition: ServerName?) async throws(MilvusError) -> Int64 { Int64(count) }

  func count(in range: KeyRange, partition: ServerName?) async throws(MilvusError) -> Int64 {
    throw MilvusError(.invalidRequest, "nobody counts these rows")
  }

  func copies(of key: PrimaryKey, partition: ServerName?) async throws(MilvusError) -> Int64 {
    throw MilvusError(.invalidRequest, "nobody counts these rows")
  }
}
