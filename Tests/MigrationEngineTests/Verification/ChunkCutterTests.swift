internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// The ranges that a comparison cuts hold every key that there can be.
struct ChunkCutterTests {
  @Test(arguments: [0, 1, 2, 4_095, 4_096, 4_097, 8_192, 20_000])
  func `ranges follow each other from the first key that there can be to the last`(
    keys: Int
  ) async throws {
    let chunks = try await chunks(of: keys, page: 1_000)
    #expect(chunks.first?.range.lower == nil)
    #expect(chunks.last?.range.upper == nil)
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      #expect(chunk.range.upper != nil)
      #expect(chunk.range.upper == next.range.lower)
    }
    #expect(chunks.compactMap(\.keys).reduce(0, +) == keys)
    #expect(chunks.allSatisfy { $0.partition == "p" })
  }

  @Test func `the size of a page of keys does not matter`() async throws {
    let ranges = try await chunks(of: 10_000, page: 1_000).map(\.range)
    #expect(try await chunks(of: 10_000, page: 16_384).map(\.range) == ranges)
    #expect(try await chunks(of: 10_000, page: 70).map(\.range) == ranges)
  }

  @Test func `rows that are long from some key on make short ranges from there`() async throws {
    var source = ListedSource(listed: Array(0..<15_000))
    source.titleBytes = { $0 < 1000 ? 5 : 9000 }
    let chunks = try await chunks(of: source)
    // All of them would be 126 MB in one range, if the first hundred rows were asked.
    #expect(chunks.allSatisfy { ($0.keys ?? 0) * 9000 < 8 << 20 })
    #expect(chunks.allSatisfy { $0.bytes > 0 && $0.bytes < 16 << 20 })
  }

  @Test func `a server that takes every filter to hold ends it with an error`() async throws {
    var source = ListedSource(listed: Array(0..<100))
    source.ignoresFilters = true
    let error = await #expect(throws: MigrationError.self) { try await chunks(of: source) }
    #expect(error?.message == "the source does not return keys in order: 0 follows 99")
  }

  private func chunks(of keys: Int, page: Int) async throws -> [Chunk] {
    var source = ListedSource(listed: (0..<Int64(keys)).map { 2 * $0 })
    source.limits = QueryLimits(keys: page, rows: 4096, bytes: 4 << 20, window: page)
    return try await chunks(of: source)
  }

  private func chunks(of source: ListedSource) async throws -> [Chunk] {
    var cutter = ChunkCutter(RowReader(reading: source), partition: "p")
    var chunks: [Chunk] = []
    while let chunk = try await cutter.next() { chunks.append(chunk) }
    return chunks
  }
}
