internal import MilvusClient

/// The numbers of a stored vector.
enum VectorValue: Equatable {
  /// Numbers, whatever their width.
  case dense([Float])
  /// Bits, eight in a byte.
  case bits([UInt8])
  /// Weights by their index.
  case sparse([UInt32: Float])

  /// Reads the bytes of one stored value; nil for a type that is no vector, or torn bytes.
  init?(_ type: DataType, bytes: [UInt8]) {
    switch type {
    case .floatVector where bytes.count.isMultiple(of: 4):
      self = .dense(bytes.words(of: 4).map { Float(bitPattern: $0) })
    case .float16Vector where bytes.count.isMultiple(of: 2):
      self = .dense(bytes.words(of: 2).map(Self.half))
    case .bfloat16Vector where bytes.count.isMultiple(of: 2):
      self = .dense(bytes.words(of: 2).map { Float(bitPattern: $0 << 16) })
    case .int8Vector:
      self = .dense(bytes.map { Float(Int8(bitPattern: $0)) })
    case .binaryVector:
      self = .bits(bytes)
    case .sparseFloatVector where bytes.count.isMultiple(of: 8):
      let words = bytes.words(of: 4)
      let pairs = stride(from: 0, to: words.count, by: 2).map {
        (words[$0], Float(bitPattern: words[$0 + 1]))
      }
      self = .sparse(Dictionary(pairs, uniquingKeysWith: +))
    default: return nil
    }
  }

  /// The number whose 16 bits are a sign, five bits of exponent and ten of fraction (IEEE 754).
  private static func half(_ bits: UInt32) -> Float {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Float(bits & 0x3FF))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
      }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}

extension [UInt8] {
  /// The numbers of 2 or 4 bytes each, the lowest byte first.
  fileprivate func words(of width: Int) -> [UInt32] {
    withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: width).map { start in
        width == 4
          ? UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
          : UInt32(
            UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self)))
      }
    }
  }
}
