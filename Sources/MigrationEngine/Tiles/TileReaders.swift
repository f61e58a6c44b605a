internal import MigrationPlanning
internal import MilvusClient

/// Both sides of a comparison, as they are read.
struct TileReaders: Sendable {
  let left: RowReader
  let right: RowReader

  /// Works on a range, or on parts of it if a side cannot read or take it at once.
  ///
  /// The body may have worked on a part of the range before it says so.
  func inParts(_ tile: Tile, _ work: (Tile) async throws -> Void) async throws {
    let cuts: [CutRange]
    var isCounted = true
    do {
      return try await work(tile)
    } catch let divided as RangeDivided {
      cuts = divided.parts
      isCounted = divided.side == .source
    } catch let error as SideError where error.error.code == .messageTooLarge {
      cuts = try await left.parts(of: tile.range, partition: tile.partition, after: error)
    }
    for cut in cuts {
      let keys = isCounted ? cut.rows : nil
      try await inParts(
        Tile(
          partition: tile.partition, range: cut.range, keys: keys, isLevel: tile.isLevel,
          isForeign: tile.isForeign),
        work)
    }
  }

  /// Reads the rows of a range on both sides at once.
  func readBoth(_ tile: Tile) async throws -> (RowPage, RowPage) {
    async let here = left.read(tile)
    async let there = right.read(tile, isLevel: tile.isLevel)
    return try await (here, there)
  }
}

extension RowReader {
  /// Reads the rows of a range, which may be held to the number of the source's keys.
  func read(_ tile: Tile, isLevel: Bool = true) async throws -> RowPage {
    try await rows(
      in: tile.range, partition: tile.partition, expecting: isLevel ? tile.keys : nil,
      isForeign: tile.isForeign
    ).page
  }
}
