internal import MilvusClient

extension SearchInput {
  /// A dense vector or one of bits, of its numbers; nil where they are none of the type's.
  init?(_ type: DataType, numbers: [Double]) {
    switch type {
    case .floatVector: self.init(type, bytes: numbers.flatMap { Float($0).bitPattern.bytes(4) })
    case .float16Vector: self.init(type, bytes: numbers.flatMap { Self.half($0).bytes(2) })
    case .bfloat16Vector: self.init(type, bytes: numbers.flatMap { Self.brainHalf($0).bytes(2) })
    case .int8Vector:
      let whole = numbers.compactMap(Int8.init(exactly:))
      guard whole.count == numbers.count else { return nil }
      self.init(type, bytes: whole.map(UInt8.init(bitPattern:)))
    case .binaryVector:
      guard numbers.count.isMultiple(of: 8), numbers.allSatisfy({ $0 == 0 || $0 == 1 }) else {
        return nil
      }
      // The first bit of a vector is the highest of its first byte, as numpy's packbits has it.
      self.init(
        type,
        bytes: stride(from: 0, to: numbers.count, by: 8).map { start in
          numbers[start..<start + 8].reduce(0) { $0 << 1 | UInt8($1) }
        })
    default: return nil
    }
  }

  /// A sparse vector of its weights.
  init(weights: [UInt32: Double]) {
    let pairs = weights.sorted { $0.key < $1.key }
    self.init(
      .sparseFloatVector,
      bytes: pairs.flatMap { $0.key.bytes(4) + Float($0.value).bitPattern.bytes(4) })
  }

  /// The nearest number of 16 bits, an even one between two (IEEE 754).
  private static func half(_ number: Double) -> UInt32 {
    let sign: UInt32 = number.sign == .minus ? 0x8000 : 0
    let magnitude = abs(number)
    // Above 65,504 by half a step: no number of 16 bits is as large.
    guard magnitude < 65_520 else { return sign | 0x7C00 }
    // Below the smallest normal number the steps stay as wide as its own.
    let exponent = max(-14, magnitude == 0 ? -14 : Int(magnitude.exponent))
    let steps = UInt32(
      (magnitude / Double(sign: .plus, exponent: exponent - 10, significand: 1))
        .rounded(.toNearestOrEven))
    // A fraction that was rounded up to the next power of two carries into the exponent.
    return sign | (UInt32(exponent + 14) << 10) &+ steps
  }

  /// The upper half of the nearest 32-bit number, an even one between two.
  private static func brainHalf(_ number: Double) -> UInt32 {
    let bits = Float(number).bitPattern
    return (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16
  }
}

extension UInt32 {
  /// So many bytes of the number, the lowest first.
  fileprivate func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: self >> (8 * UInt32($0))) }
  }
}
