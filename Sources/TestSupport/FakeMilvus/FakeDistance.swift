/// How near two stored values are, by the metric of an index.
struct FakeDistance {
  let metric: String
  /// The type of the input; 21 for a text.
  let type: Int32

  /// The score, L2 as its square; nil where a text has no word of the other.
  ///
  /// - Throws: A refusal if the vectors are of different lengths.
  func score(_ one: [UInt8], _ other: [UInt8]) throws -> Double? {
    switch type {
    case 21: return words(one, other)
    case 104: return product(pairs(one), pairs(other))
    default:
      guard one.count == other.count else {
        throw FakeRefusal.invalid(
          "vector dimension mismatch, expected \(other.count) bytes, actual \(one.count)")
      }
      return type == 100 ? bits(one, other) : numbers(number(one), number(other))
    }
  }

  private func numbers(_ one: [Double], _ other: [Double]) -> Double {
    let products = zip(one, other).map { $0 * $1 }.reduce(0, +)
    switch metric {
    case "L2": return zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    case "IP": return products
    case "COSINE":
      let length = [one, other].map { $0.map { $0 * $0 }.reduce(0, +).squareRoot() }
      return length[0] * length[1] == 0 ? 0 : products / (length[0] * length[1])
    default: preconditionFailure("the fake does not know the metric \(metric)")
    }
  }

  private func bits(_ one: [UInt8], _ other: [UInt8]) -> Double {
    let pairs = zip(one, other)
    let differing = pairs.map { ($0 ^ $1).nonzeroBitCount }.reduce(0, +)
    guard metric == "JACCARD" else { return Double(differing) }
    let either = pairs.map { ($0 | $1).nonzeroBitCount }.reduce(0, +)
    return either == 0 ? 0 : Double(differing) / Double(either)
  }

  private func product(_ one: [(UInt64, Double)], _ other: [(UInt64, Double)]) -> Double {
    one.reduce(0) { sum, pair in
      sum + other.filter { $0.0 == pair.0 }.reduce(0) { $0 + pair.1 * $1.1 }
    }
  }

  /// A stand-in for BM25: how many words both texts have.
  private func words(_ one: [UInt8], _ other: [UInt8]) -> Double? {
    let words = [one, other].map { Set($0.split(separator: UInt8(ascii: " "))) }
    let shared = words[0].intersection(words[1]).count
    return shared == 0 ? nil : Double(shared)
  }

  private func pairs(_ bytes: [UInt8]) -> [(UInt64, Double)] {
    (bytes.pieces(of: 8) ?? []).map {
      (Array($0.prefix(4)).littleEndianValue, float(Array($0.suffix(4))))
    }
  }

  private func number(_ bytes: [UInt8]) -> [Double] {
    switch type {
    case 101: (bytes.pieces(of: 4) ?? []).map(float)
    case 102: (bytes.pieces(of: 2) ?? []).map(half)
    case 103: (bytes.pieces(of: 2) ?? []).map { float([0, 0] + $0) }
    case 105: bytes.map { Double(Int8(bitPattern: $0)) }
    default: preconditionFailure("the fake does not search by type \(type)")
    }
  }

  private func float(_ bytes: [UInt8]) -> Double {
    Double(Float(bitPattern: UInt32(bytes.littleEndianValue)))
  }

  /// A sign, five bits of exponent, ten of fraction; samples have neither infinity nor NaN.
  private func half(_ bytes: [UInt8]) -> Double {
    let bits = Int(bytes.littleEndianValue)
    let (exponent, fraction) = (bits >> 10 & 31, Double(bits & 1023))
    let value =
      exponent == 0
      ? fraction * 0x1p-24
      : (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    return bits & 0x8000 == 0 ? value : -value
  }
}
