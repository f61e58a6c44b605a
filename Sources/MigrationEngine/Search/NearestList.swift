internal import MilvusClient

/// The nearest of all rows that were offered, of which there may be any number; pure.
///
/// Of rows that are equally near those with the least keys are kept.
struct NearestList: Sendable {
  private let limit: Int
  private let isSimilarity: Bool
  /// The rows, nearest first.
  private(set) var neighbours: [Neighbour] = []

  /// A list of at most so many rows, by the scores of a metric.
  init(_ limit: Int, by metric: Metric) {
    self.limit = limit
    isSimilarity = Metric.isSimilarity(metric.rawValue)
  }

  /// Takes a row if it is among the nearest.
  mutating func offer(_ row: Neighbour) {
    if neighbours.count == limit, let last = neighbours.last {
      guard isNearer(row, than: last) else { return }
      neighbours.removeLast()
    }
    var (low, high) = (0, neighbours.count)
    while low < high {
      let middle = (low + high) / 2
      if isNearer(neighbours[middle], than: row) { low = middle + 1 } else { high = middle }
    }
    neighbours.insert(row, at: low)
  }

  private func isNearer(_ one: Neighbour, than other: Neighbour) -> Bool {
    guard one.score != other.score else { return one.key < other.key }
    return isSimilarity ? one.score > other.score : one.score < other.score
  }
}
