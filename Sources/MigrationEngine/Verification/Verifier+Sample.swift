internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension Verifier {
  /// The number of ranges that a sample compares at least, if there are as many.
  static let fewestRanges = 5

  /// Counts every partition, and compares some key ranges.
  ///
  /// The keys of the source are all read, for they cut the ranges; so the target's rows are counted
  /// against the keys of the source, of which each is to be there once.
  func compareSample(
    _ described: Described, by executor: any ChunkExecutor, _ report: inout VerificationReport
  ) async throws {
    let views = try await views(described)
    let readers = ends.readers(of: views)
    let total = try await count(readers.left, nil)
    var sampler = RangeSampler<Chunk>(options.sample, fewest: Self.fewestRanges)
    report.sample = options.sample
    try await withOpenings(described, readers) { nextOpening in
      while let opening = try await nextOpening() {
        let before = report.sourceRows
        try await draw(from: opening, views, by: executor, of: total, &sampler, &report)
        report.count(target: opening.counted.target)
        report.noteCount(
          opening.partition, source: report.sourceRows - before, target: opening.counted.target)
      }
    }
    var rest = sampler.close()
    try await compare(views, by: executor) {
      rest.popLast()
    } note: { found in
      report.noteRange(found)
    }
  }

  /// Cuts a partition into ranges, the same again with the same rows of the source, unless its keys are so
  /// long that fewer make a page, and compares those that are sure to be in the sample.
  private func draw(
    from opening: Opening, _ views: RowViews, by executor: any ChunkExecutor, of total: Int64,
    _ sampler: inout RangeSampler<Chunk>, _ report: inout VerificationReport
  ) async throws {
    guard var chunks = opening.chunks else { return }
    try await compare(views, by: executor) {
      while let chunk = try await chunks.next() {
        try checkpoint()
        report.sourceRows += Int64(chunk.keys ?? 0)
        report.allRanges += 1
        announce(.compared(rows: report.sourceRows, of: total))
        if let drawn = sampler.offer(chunk) { return drawn }
      }
      return nil
    } note: { found in
      // What was read cuts no ranges: it ends in any order, and the target has a part in it.
      report.noteRange(found)
    }
  }
}
