internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

extension FinalCheck {
  /// Looks for every entity that was copied in a collection that holds others, too.
  ///
  /// Counting tells nothing there. So the keys of each range are looked up on both sides, with all
  /// fields if the content is to be compared; what the target has besides is not the job's matter.
  func compareMerged(_ result: inout JobResult, _ copied: Int64) async throws {
    let isFull = plan.options.verification == .full
    let verifier = verifier(fields: isFull ? nil : [])
    // A key may have been refused in one partition and taken in another.
    let refused = Dictionary(
      grouping: try await run.journal.rejectedRows(run.job.id), by: \.partition
    ).mapValues { Set($0.map(\.key)) }
    let rejects = try await run.journal.rejectCounts(run.job.id)
    var ranges = try await RangeStream(run.journal, job: run.job.id, states: [.done])
    var hasChanged = false
    let lost = try await whileLoaded {
      let described = try await verifier.describeBoth()
      let comparison = verifier.ends.comparison(of: try await verifier.views(described))
      var lost: [Difference] = []
      try await verifier.inspect {
        try await ranges.next().map { Chunk($0, $1, rejected: rejects[$0.id] ?? 0) }
      } work: { chunk in
        let found = try await comparison.compare(chunk)
        let forgiven = refused[chunk.partition] ?? []
        let missing = found.differences.filter { $0.kind != .extra && !forgiven.contains($0.key) }
        return (missing, hasChanged: found.sourceRows != chunk.keys)
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
}

extension Chunk {
  /// A range that was copied, with the keys that it held.
  fileprivate init(_ record: RangeRecord, _ work: RangeWork, rejected: Int) {
    self.init(
      partition: work.partition, range: work.range, keys: Int(record.rows) + rejected,
      bytes: 2 * Int(record.bytes))
  }
}

extension Journal {
  /// How many rows were refused in each range that has such.
  func rejectCounts(_ job: Int64) async throws -> [Int64: Int] {
    try await rejects(job).reduce(into: [:]) { $0[$1.rangeID, default: 0] += 1 }
  }
}
