internal import MigrationPlanning
package import MilvusClient

/// Both sides of a comparison, as they are read.
package struct ChunkReaders: Sendable {
  /// What reads the source.
  package let left: RowReader
  /// What reads the target.
  package let right: RowReader

  /// Readers of both sides; the same one twice where only one collection is read.
  package init(left: RowReader, right: RowReader) {
    (self.left, self.right) = (left, right)
  }

  /// Works on a range, or on parts of it if a side cannot read or take it at once.
  ///
  /// The body may have worked on a part of the range before it says so.
  package func inParts(_ chunk: Chunk, _ work: (Chunk) async throws -> Void) async throws {
    let cuts: [CutRange]
    var isCounted = true
    do {
      return try await work(chunk)
    } catch let divided as RangeDivided {
      cuts = divided.parts
      isCounted = divided.side == .source
    } catch let error as SideError where error.error.code == .messageTooLarge {
      cuts = try await left.parts(of: chunk.range, partition: chunk.partition, after: error)
    }
    for cut in cuts {
      let keys = isCounted ? cut.rows : nil
      try await inParts(
        Chunk(
          partition: chunk.partition, range: cut.range, keys: keys, isLevel: chunk.isLevel,
          isForeign: chunk.isForeign),
        work)
    }
  }

  /// Reads the rows of a range on both sides at once.
  func readBoth(_ chunk: Chunk) async throws -> (RowPage, RowPage) {
    async let here = left.read(chunk)
    async let there = right.read(chunk, isLevel: chunk.isLevel)
    return try await (here, there)
  }
}

extension RowReader {
  /// Reads the rows of a range, which may be held to the number of the source's keys.
  package func read(_ chunk: Chunk, isLevel: Bool = true) async throws -> RowPage {
    try await rows(
      in: chunk.range, partition: chunk.partition, expecting: isLevel ? chunk.keys : nil,
      isForeign: chunk.isForeign
    ).page
  }
}
