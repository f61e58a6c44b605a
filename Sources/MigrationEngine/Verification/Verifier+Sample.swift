internal import MigrationPlanning
internal import MilvusClient

extension Verifier {
  /// The number of ranges that a sample compares at least, if there are as many.
  static let fewestRanges = 5

  /// Counts every partition, and compares some key ranges.
  ///
  /// The keys of the source are all read, for they cut the ranges; so the target's rows are counted
  /// against the keys of the source, of which each is to be there once.
  func compareSample(_ described: Described, _ report: inout VerificationReport) async throws {
    let readers = try await readers(described)
    let total = try await count(readers.left, nil)
    var lottery = RangeLottery<Tile>(options.sample, fewest: Self.fewestRanges)
    report.sample = options.sample
    for partition in described.partitions {
      let counted = try await counts(readers, partition)
      report.count(target: counted.target)
      guard !counted.isEmpty else {
        report.noteCount(partition, source: 0, target: 0)
        continue
      }
      var tiles = TileCutter(
        readers.left, partition: partition, isLevel: counted.isLevel)
      let keysBefore = report.sourceRows
      try await inspect {
        while let tile = try await tiles.next() {
          try checkpoint()
          report.sourceRows += Int64(tile.keys ?? 0)
          report.allRanges += 1
          announce(.compared(rows: report.sourceRows, of: total))
          if let drawn = lottery.offer(tile) { return drawn }
        }
        return nil
      } work: { tile in
        try await compare(tile, readers, described)
      } note: { found in
        tiles.note(rows: found.sourceRows, bytes: found.bytes / 2)
        report.noteRange(found)
      }
      report.noteCount(
        partition, source: report.sourceRows - keysBefore, target: counted.target)
    }
    var rest = lottery.close()
    try await inspect {
      rest.popLast()
    } work: { tile in
      try await compare(tile, readers, described)
    } note: { found in
      report.noteRange(found)
    }
  }
}
