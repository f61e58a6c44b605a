internal import MilvusClient

/// One field of a message, its content copied out.
struct FakePart {
  var number: Int
  var kind: WireField.Kind
  /// The value of a varint.
  var value: UInt64
  /// The content without tag and length.
  var content: [UInt8]

  /// The content as text.
  var text: String { String(decoding: content, as: UTF8.self) }
}

extension [UInt8] {
  /// The fields of the message that these bytes are.
  func parts() throws -> [FakePart] {
    let span = span.bytes
    var reader = WireReader(0..<count)
    var parts: [FakePart] = []
    do {
      while let field = try reader.next(in: span) {
        parts.append(
          FakePart(
            number: field.number, kind: field.kind, value: field.value,
            content: Array(self[field.content])))
      }
    } catch {
      throw FakeRefusal.torn
    }
    return parts
  }

  /// Each varint of a row of varints, as its bytes.
  func varints() throws -> [[UInt8]] {
    var varints: [[UInt8]] = []
    var start = 0
    for (place, byte) in enumerated() where byte < 0x80 {
      varints.append(Array(self[start...place]))
      start = place + 1
    }
    guard start == count else { throw FakeRefusal.torn }
    return varints
  }

  /// Pieces of one width; nil if the bytes are no multiple of it.
  func pieces(of width: Int) -> [[UInt8]]? {
    guard width > 0, count.isMultiple(of: width) else { return nil }
    return stride(from: 0, to: count, by: width).map { Array(self[$0..<$0 + width]) }
  }

  /// The value of the varint that these bytes are.
  var varintValue: UInt64 {
    reversed().reduce(0) { $0 << 7 | UInt64($1 & 0x7F) }
  }

  /// The varint of a value.
  init(varint value: UInt64) {
    var rest = value
    self = []
    while rest > 0x7F {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// The bytes of a number, the lowest first.
  init(littleEndian value: some FixedWidthInteger) {
    self = Swift.withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// The number whose bytes these are, the lowest first.
  var littleEndianValue: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  /// A hash that is the same in every process.
  var stableHash: UInt64 {
    // FNV-1a.
    reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
