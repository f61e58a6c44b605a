/// One field of a protobuf message: its number, how it is written, and where its content lies.
package struct WireField: Equatable {
  /// The way a field's content is written.
  package enum Kind: Sendable { case varint, fixed64, bytes, fixed32 }

  /// The field's number.
  package var number: Int
  /// How the content is written.
  package var kind: Kind
  /// The value of a varint; 0 for the other kinds.
  package var value: UInt64
  /// Where the tag begins.
  package var start: Int
  /// Where the content lies, without tag and length.
  package var content: Range<Int>

  /// The field with its tag and length.
  package var whole: Range<Int> { start..<content.upperBound }
}

/// Walks the fields of one protobuf message inside a larger buffer.
///
/// Nothing is decoded but tags, lengths and varints. Torn or hostile bytes throw; a length is
/// compared with what is left before it is used: no sum can overflow, nothing outside is read.
package struct WireReader {
  private var position: Int
  private let end: Int

  /// Makes a reader of the message that lies in `range`.
  package init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Returns the next field, or nil at the end of the message.
  package mutating func next(in bytes: RawSpan) throws(MilvusError) -> WireField? {
    guard position < end else { return nil }
    let start = position
    let tag = try varint(in: bytes)
    let number = tag >> 3
    guard number >= 1, number < 1 << 29 else { throw .malformed("field number \(number)") }
    switch tag & 7 {
    case 0:
      let from = position
      let value = try varint(in: bytes)
      return field(number, .varint, value, start, from..<position)
    case 1: return field(number, .fixed64, 0, start, try take(8))
    case 2: return field(number, .bytes, 0, start, try take(varint(in: bytes)))
    case 5: return field(number, .fixed32, 0, start, try take(4))
    default: throw .malformed("wire type \(tag & 7)")
    }
  }

  /// Returns the next bare varint, or nil at the end; for packed values.
  package mutating func nextVarint(in bytes: RawSpan) throws(MilvusError) -> UInt64? {
    guard position < end else { return nil }
    return try varint(in: bytes)
  }

  /// Where the next field or varint begins.
  package var offset: Int { position }

  private func field(
    _ number: UInt64, _ kind: WireField.Kind, _ value: UInt64, _ start: Int, _ content: Range<Int>
  ) -> WireField {
    WireField(number: Int(number), kind: kind, value: value, start: start, content: content)
  }

  private mutating func take(_ length: UInt64) throws(MilvusError) -> Range<Int> {
    guard length <= UInt64(end - position) else { throw .malformed("a length beyond the end") }
    let from = position
    position += Int(length)
    return from..<position
  }

  private mutating func varint(in bytes: RawSpan) throws(MilvusError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end {
      let byte = UInt64(bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self))
      position += 1
      // The tenth byte has room for one bit.
      if shift == 63, byte > 1 { throw .malformed("a number of more than 64 bits") }
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .malformed("a number without an end")
  }
}

extension WireReader {
  /// Returns how many varints are packed into `range`.
  package static func countVarints(
    in bytes: RawSpan, _ range: Range<Int>
  ) throws(MilvusError) -> Int {
    guard !range.isEmpty else { return 0 }
    let count = bytes.extracting(range).withUnsafeBytes { packed in
      // Every varint has exactly one byte below 0x80, its last.
      packed.reduce(into: 0) { $0 &+= Int(~$1 >> 7) }
    }
    guard bytes.unsafeLoad(fromByteOffset: range.upperBound - 1, as: UInt8.self) < 0x80 else {
      throw .malformed("a number without an end")
    }
    return count
  }
}

extension MilvusError {
  /// The failure of an answer whose bytes are not what the wire format allows.
  package static func malformed(_ what: String) -> MilvusError {
    MilvusError(.unexpectedAnswer, "the answer cannot be read: \(what)")
  }
}
