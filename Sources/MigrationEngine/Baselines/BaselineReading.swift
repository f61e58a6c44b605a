internal import MigrationPlanning
internal import MilvusClient

/// Takes a baseline of a collection, which is both sides of the verifier.
struct BaselineReading {
  let verifier: Verifier
  let options: BaselineOptions
  let cluster: Cluster

  /// Reads all rows and searches for some; a collection of the target is loaded for that time.
  func run() async throws -> Baseline {
    let described = try await verifier.describeBoth()
    let snapshot = try await verifier.source.snapshot(cluster.profile, ignoring: [])
    return try await verifier.whileReadable({}) {
      var baseline = Baseline(
        collection: snapshot.description.address, server: cluster.identity.versionText,
        definition: Baseline.Definition(snapshot), columns: described.columns, rowBytes: 0)
      try await read(described, into: &baseline)
      baseline.fields = try await BaselineSearches(verifier: verifier, described: described)
        .answers(options)
      return baseline
    }
  }

  private func read(
    _ described: Verifier.Described, into baseline: inout Baseline
  ) async throws {
    let readers = try await verifier.readers(described)
    let total = try await verifier.count(readers.left, nil)
    var kept = KeptRows(options.rows)
    var (rows, bytes) = (Int64(0), Int64(0))
    for partition in described.partitions {
      let counted = try await verifier.count(readers.left, partition)
      var part = Baseline.Part(name: partition, entities: counted)
      guard counted > 0 else {
        part.ranges = [Baseline.Range(upper: nil, RangeDigest())]
        baseline.parts.append(part)
        continue
      }
      var chunks = ChunkCutter(readers.left, partition: partition, isLevel: true)
      var read: [(range: KeyRange, digest: RangeDigest)] = []
      try await verifier.inspect {
        try await chunks.next()
      } work: { chunk in
        try await verifier.digest(
          chunk, readers, described.columns, keepsRows: options.rows > 0)
      } note: { found in
        chunks.note(rows: found.digest.rows, bytes: found.bytes)
        read.append((found.chunk.range, found.digest))
        kept.offer(found)
        rows += Int64(found.digest.rows)
        bytes += Int64(found.bytes)
        verifier.announce(.compared(rows: rows, of: total))
      }
      // The last range alone has no end.
      read.sort { one, other in
        guard let upper = one.range.upper else { return false }
        return other.range.upper.map { upper < $0 } ?? true
      }
      part.ranges = read.map { Baseline.Range(upper: $0.range.upper, $0.digest) }
      baseline.parts.append(part)
    }
    baseline.rows = kept.close(described.partitions)
    baseline.rowBytes = Int(bytes / max(1, rows))
  }
}

extension Baseline.Range {
  init(upper: PrimaryKey?, _ digest: RangeDigest) {
    self.init(upper: upper, rows: digest.rows, digest: digest.value)
  }
}
