internal import MilvusWire

/// The answer to a search: the neighbours of each input, nearest first.
package struct SearchAnswer: Sendable {
  /// A list for each input, in their order.
  package let lists: [[Neighbour]]

  /// Reads a serialised `SearchResults`.
  ///
  /// Keys and scores of all inputs come in one row, and `topks` cuts it.
  /// - Throws: The server's refusal, or `unexpectedAnswer` if the parts do not fit together.
  package init(bytes: [UInt8], inputs: Int, attempt: String) throws(MilvusError) {
    let span = bytes.span.bytes
    var keys: [PrimaryKey] = []
    var scores: [Double] = []
    var lengths: [Int] = []
    var reader = WireReader(0..<bytes.count)
    while let field = try reader.next(in: span) {
      switch (field.number, field.kind) {
      case (1, .bytes): try WireStatus.check(bytes[field.content], attempt: attempt)
      case (2, .bytes):
        var results = WireReader(field.content)
        while let part = try results.next(in: span) {
          switch part.number {
          case 4: try Self.append(part, to: &scores, in: span)
          case 5: try Self.append(part, to: &keys, in: span)
          case 6: try Self.append(part, to: &lengths, in: span)
          default: continue
          }
        }
      default: continue
      }
    }
    // Without a single neighbour some servers leave the lengths out.
    if lengths.isEmpty, keys.isEmpty { lengths = Array(repeating: 0, count: inputs) }
    guard lengths.count == inputs, keys.count == scores.count, lengths.allSatisfy({ $0 >= 0 }),
      lengths.reduce(0, +) == keys.count
    else {
      throw MilvusError(
        .unexpectedAnswer,
        """
        \(attempt): \(keys.count) keys, \(scores.count) scores and \(lengths.count) lists for \
        \(inputs) inputs
        """)
    }
    var start = 0
    lists = lengths.map { length in
      defer { start += length }
      return (start..<start + length).map { Neighbour(keys[$0], score: scores[$0]) }
    }
  }

  private static func append(
    _ part: WireField, to scores: inout [Double], in bytes: RawSpan
  ) throws(MilvusError) {
    guard part.kind == .fixed32 || part.kind == .bytes && part.content.count.isMultiple(of: 4)
    else { throw .malformed("scores that are no numbers") }
    for place in stride(from: part.content.lowerBound, to: part.content.upperBound, by: 4) {
      let bits = UInt32(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
      scores.append(Double(Float(bitPattern: bits)))
    }
  }

  private static func append(
    _ part: WireField, to lengths: inout [Int], in bytes: RawSpan
  ) throws(MilvusError) {
    if part.kind == .varint { lengths.append(Int(clamping: part.value)) }
    guard part.kind == .bytes else { return }
    var packed = WireReader(part.content)
    while let value = try packed.nextVarint(in: bytes) { lengths.append(Int(clamping: value)) }
  }

  /// Reads `IDs`: a list of numbers in field 1, or of texts in field 2.
  private static func append(
    _ part: WireField, to keys: inout [PrimaryKey], in bytes: RawSpan
  ) throws(MilvusError) {
    guard part.kind == .bytes else { throw .malformed("keys that are no list") }
    var lists = WireReader(part.content)
    while let list = try lists.next(in: bytes) {
      var values = WireReader(list.content)
      while let value = try values.next(in: bytes) {
        switch (list.number, value.kind) {
        case (1, .varint): keys.append(.int64(Int64(bitPattern: value.value)))
        case (1, .bytes):
          var packed = WireReader(value.content)
          while let number = try packed.nextVarint(in: bytes) {
            keys.append(.int64(Int64(bitPattern: number)))
          }
        case (2, .bytes): keys.append(.varchar(try bytes.text(value.content)))
        default: throw .malformed("a key that is neither a number nor a text")
        }
      }
    }
  }
}
