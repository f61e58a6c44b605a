/// Makes code points of the bytes that a terminal sends; bytes that make none are dropped.
struct ScalarDecoder {
  private var pending: [UInt8] = []

  /// Returns the code point that `byte` completes, if it completes one.
  mutating func accept(_ byte: UInt8) -> Unicode.Scalar? {
    if byte & 0b1100_0000 != 0b1000_0000 { pending = [] }  // a new character begins
    pending.append(byte)
    guard pending.count >= expectedCount else { return nil }
    defer { pending = [] }
    var parser = pending.makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&parser) else { return nil }
    return scalar
  }

  private var expectedCount: Int {
    switch pending.first ?? 0 {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}
