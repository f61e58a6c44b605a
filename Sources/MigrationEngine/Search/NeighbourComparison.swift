public import MilvusClient

/// How two lists of neighbours of one query agree; pure.
///
/// A neighbour that only one list has is a tie if the other list has another one in its place that
/// is as near: which of the two a server returns is then chance. All others are losses.
public struct NeighbourComparison: Sendable, Equatable {
  /// Neighbours that both lists have.
  public var shared: Int
  /// Neighbours of one list in whose place the other has one that is as near.
  public var ties: Int
  /// Neighbours that only the first list has, nearest first.
  public var onlyFirst: [Neighbour]
  /// Neighbours that only the second list has, nearest first.
  public var onlySecond: [Neighbour]

  /// Compares two lists, nearest first; of doubled keys the nearest counts.
  init(_ first: [Neighbour], _ second: [Neighbour]) {
    let (first, second) = (first.distinct, second.distinct)
    let scale = (first + second).map { abs($0.score) }.filter(\.isFinite).max() ?? 0
    let here = Set(first.map(\.key))
    let there = Set(second.map(\.key))
    shared = here.intersection(there).count
    (ties, onlyFirst, onlySecond) = Self.paired(
      first.filter { !there.contains($0.key) }, second.filter { !here.contains($0.key) },
      tolerance: scale * Self.relativeTolerance)
  }

  // Servers reckon with floats of 24 bits, and add up hundreds of products: 1e-5 is their noise.
  private static let relativeTolerance = 1e-5

  /// Pairs neighbours of both lists that are as near, and returns the number of pairs and the rest.
  private static func paired(
    _ first: [Neighbour], _ second: [Neighbour], tolerance: Double
  ) -> (Int, [Neighbour], [Neighbour]) {
    var rest = second
    var lone: [Neighbour] = []
    for neighbour in first {
      let twin = rest.firstIndex { abs($0.score - neighbour.score) <= tolerance }
      if let twin { rest.remove(at: twin) } else { lone.append(neighbour) }
    }
    return (first.count - lone.count, lone, rest)
  }

  /// The share of the longer list that both agree on, ties included; 1 for two empty lists.
  public var overlap: Double {
    let agreed = shared + ties
    let longest = agreed + max(onlyFirst.count, onlySecond.count)
    return longest == 0 ? 1 : Double(agreed) / Double(longest)
  }
}

extension [Neighbour] {
  /// The neighbours without those whose key came before.
  fileprivate var distinct: [Neighbour] {
    var seen: Set<PrimaryKey> = []
    return filter { seen.insert($0.key).inserted }
  }
}
