internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// The exact neighbours of searches: every vector of the source is read and measured.
struct ExactSearch {
  let verifier: Verifier
  let described: Verifier.Described
  let field: SearchField
  let metric: Metric
  let limit: Int

  /// The neighbours of each query, nearest first.
  ///
  /// Of what is read no more is kept than the neighbours.
  func neighbours(of queries: [VectorValue]) async throws -> [[Neighbour]] {
    let columns = [described.key.name, field.name]
    let reader = try await verifier.source.rows(key: described.key, columns: columns)
    let blank = queries.map { _ in NearestList(limit, by: metric) }
    var nearest = blank
    for partition in described.partitions + described.onlySource {
      var chunks = ChunkCutter(reader, partition: partition)
      try await verifier.inspect {
        try await chunks.next()
      } work: { chunk in
        var found = blank
        try await ChunkReaders(left: reader, right: reader).inParts(chunk) { part in
          let page = try await reader.read(part)
          try measure(page, queries, &found)
        }
        return found
      } note: { found in
        for place in found.indices {
          for neighbour in found[place].neighbours { nearest[place].offer(neighbour) }
        }
      }
    }
    return nearest.map(\.neighbours)
  }

  private func measure(
    _ page: RowPage, _ queries: [VectorValue], _ found: inout [NearestList]
  ) throws {
    for (key, bytes) in zip(try page.keys(), try page.values(of: field.name)) {
      guard let vector = bytes.flatMap({ VectorValue(field.type, bytes: $0) }) else { continue }
      for (place, query) in queries.enumerated() {
        guard let score = metric.score(query, vector) else { continue }
        found[place].offer(Neighbour(key, score: score))
      }
    }
  }
}
