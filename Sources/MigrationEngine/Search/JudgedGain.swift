internal import MilvusClient

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How well lists of neighbours rank the keys that somebody judged to be right; pure.
enum JudgedGain {
  /// The normalised discounted cumulative gain (nDCG) of a list, a right key counting 1.
  ///
  /// A list is compared with the best that can be had with so many places. Nil if no key is right.
  static func nDCG(
    of neighbours: [Neighbour], relevant: [PrimaryKey], limit: Int
  ) -> Double? {
    let right = Set(relevant)
    guard !right.isEmpty else { return nil }
    let discounts = (0..<limit).lazy.map { 1 / log2(Double($0 + 2)) }
    let best = discounts.prefix(right.count).reduce(0, +)
    let found = zip(neighbours, discounts).filter { right.contains($0.0.key) }
    return found.reduce(0) { $0 + $1.1 } / best
  }
}

/// The mean of a difference between two ends, and how far it can be trusted.
public struct GainDifference: Sendable, Equatable {
  /// The mean difference: the target's value less that of the source.
  public var mean: Double
  /// Half the width of the interval that holds the true mean with 95 % confidence.
  ///
  /// By the normal approximation over the searches: its standard error times 1.96.
  public var margin: Double

  /// Nil for fewer than two searches, which say nothing of a spread.
  init?(_ pairs: [BothEnds<Double>]) {
    guard pairs.count > 1 else { return nil }
    let differences = pairs.map { $0.target - $0.source }
    let count = Double(pairs.count)
    let mean = differences.reduce(0, +) / count
    let variance =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    self.mean = mean
    margin = 1.96 * (variance / count).squareRoot()
  }
}

extension ComparedField {
  /// The mean nDCG of each end; nil where nobody judged.
  public var gain: BothEnds<Double>? {
    let gains = queries.compactMap(\.gain)
    guard !gains.isEmpty else { return nil }
    return BothEnds(
      source: Distribution(gains.map(\.source)).mean,
      target: Distribution(gains.map(\.target)).mean)
  }

  /// How much the nDCG of the target differs from that of the source.
  public var gainDifference: GainDifference? { GainDifference(queries.compactMap(\.gain)) }
}
