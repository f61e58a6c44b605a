internal import JobJournal
internal import MilvusClient

extension FinalCheck {
  /// Looks for every entity that was copied in a collection that holds others, too.
  ///
  /// Counting tells nothing there. So the keys of each range are looked up on both sides, with all
  /// fields if the content is to be compared; what the target has besides is not the job's matter.
  func compareMerged(_ result: inout JobResult, _ copied: Int64) async throws {
    let isFull = plan.options.verification == .full
    let verifier = verifier(fields: isFull ? nil : [])
    let refused = Set(try await run.journal.rejectedRows(run.job.id).map(\.key))
    var ranges = try await mergedRanges()[...]
    var hasChanged = false
    let lost = try await whileLoaded {
      let described = try await verifier.describeBoth()
      let readers = try await verifier.readers(described)
      var lost: [Difference] = []
      try await verifier.inspect {
        ranges.popFirst()
      } work: { tile in
        let found = try await verifier.compare(tile, readers, described)
        let missing = found.differences.filter { $0.kind != .extra && !refused.contains($0.key) }
        return (missing, hasChanged: found.sourceRows != tile.keys)
      } note: { (found: (missing: [Difference], hasChanged: Bool)) in
        // What came to the source since is missing, too, and no loss.
        hasChanged = hasChanged || found.hasChanged
        if isFull || !found.hasChanged { lost += found.missing }
      }
      return lost
    }
    guard lost.isEmpty else {
      let keys = lost.prefix(10).map(\.key.description).joined(separator: ", ")
      throw MigrationError(
        .contentMismatch,
        """
        \(lost.count) entities of the source are missing in "\(plan.target)" or differ there, among \
        them \(keys)
        """)
    }
    (result.targetRows, result.countedBy) = (copied, "key")
    result.contentVerified = isFull
    result.sourceChanged = hasChanged
  }

  /// The ranges that were copied, with the keys that each held.
  private func mergedRanges() async throws -> [Tile] {
    let partitions = try await run.journal.partitions(run.job.id)
    let rejects = Dictionary(grouping: try await run.journal.rejects(run.job.id), by: \.rangeID)
    return try await run.journal.ranges(run.job.id, states: [.done]).map { range in
      let partition = partitions.first { $0.id == range.partitionID }
      let work = try RangeWork(range, partition: partition?.partition)
      let keys = Int(range.rows) + (rejects[range.id]?.count ?? 0)
      return Tile(partition: work.partition, range: work.range, keys: keys)
    }
  }
}
