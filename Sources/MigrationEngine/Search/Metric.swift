internal import MilvusClient

/// A way to tell how near two vectors are, reckoned as Milvus does.
///
/// Scores of two servers are not compared, for Milvus Lite 3.2.2 takes the root of L2 (its
/// `search/distance.py`) where Milvus gives the square: the neighbours of both are measured here.
enum Metric: String {
  /// The square of the Euclidean distance.
  case l2 = "L2"
  /// The inner product.
  case innerProduct = "IP"
  /// The inner product of the vectors brought to length 1.
  case cosine = "COSINE"
  /// The number of bits that differ.
  case hamming = "HAMMING"
  /// The share of the set bits that only one vector has.
  case jaccard = "JACCARD"

  /// Whether a larger score is nearer; BM25 is such a metric, too.
  static func isSimilarity(_ name: String) -> Bool {
    ["IP", "COSINE", "BM25"].contains(name)
  }

  /// The score of two vectors; nil if the metric is not for their kind.
  func score(_ one: VectorValue, _ other: VectorValue) -> Double? {
    switch (one, other) {
    case (.dense(let one), .dense(let other)) where one.count == other.count:
      dense(one, other)
    case (.bits(let one), .bits(let other)) where one.count == other.count:
      bits(one, other)
    case (.sparse(let one), .sparse(let other)):
      self == .innerProduct ? Self.product(one, other) : nil
    default: nil
    }
  }

  private func dense(_ one: [Float], _ other: [Float]) -> Double? {
    let pairs = zip(one, other)
    let product = { pairs.reduce(0.0) { $0 + Double($1.0) * Double($1.1) } }
    switch self {
    case .l2: return pairs.reduce(0.0) { $0 + Self.square(Double($1.0) - Double($1.1)) }
    case .innerProduct: return product()
    case .cosine:
      let lengths = [one, other].map { $0.reduce(0.0) { $0 + Self.square(Double($1)) } }
      let scale = (lengths[0] * lengths[1]).squareRoot()
      return scale == 0 ? 0 : product() / scale
    case .hamming, .jaccard: return nil
    }
  }

  private static func square(_ number: Double) -> Double { number * number }

  private func bits(_ one: [UInt8], _ other: [UInt8]) -> Double? {
    let count = { (combine: (UInt8, UInt8) -> UInt8) in
      zip(one, other).reduce(0) { $0 + combine($1.0, $1.1).nonzeroBitCount }
    }
    switch self {
    case .hamming: return Double(count(^))
    case .jaccard:
      let either = count(|)
      return either == 0 ? 0 : 1 - Double(count(&)) / Double(either)
    case .l2, .innerProduct, .cosine: return nil
    }
  }

  private static func product(_ one: [UInt32: Float], _ other: [UInt32: Float]) -> Double {
    one.reduce(0.0) { sum, weight in
      sum + Double(weight.value) * Double(other[weight.key] ?? 0)
    }
  }
}
