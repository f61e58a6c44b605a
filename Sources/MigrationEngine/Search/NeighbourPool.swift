internal import MilvusClient

/// The vectors of all neighbours that either end found, as each end stores them.
///
/// The source's vectors are what both ends are measured by.
struct NeighbourPool: Sendable {
  let metric: Metric
  var source: [PrimaryKey: VectorValue] = [:]
  var target: [PrimaryKey: VectorValue] = [:]

  /// The neighbours with scores that were reckoned here; one without a vector has none.
  func measured(_ neighbours: [Neighbour], from query: VectorValue) -> [Neighbour] {
    neighbours.map { neighbour in
      let vector = source[neighbour.key] ?? target[neighbour.key]
      return Neighbour(
        neighbour.key, score: vector.flatMap { metric.score(query, $0) } ?? .nan)
    }
  }

  /// The nearest rows of the source among those of the given keys.
  func nearest(_ limit: Int, to query: VectorValue, among keys: Set<PrimaryKey>) -> [Neighbour] {
    var nearest = NearestList(limit, by: metric)
    for key in keys {
      guard let score = source[key].flatMap({ metric.score(query, $0) }) else { continue }
      nearest.offer(Neighbour(key, score: score))
    }
    return nearest.neighbours
  }

  /// Rows that one end lacks, or whose vectors differ.
  var differing: [PrimaryKey] {
    Set(source.keys).union(target.keys).filter { source[$0] != target[$0] }.sorted()
  }
}
