/// Builds a protobuf message out of new bytes and of slices of an existing buffer.
///
/// Slices are noted, not copied: lengths of enclosing messages are sums of noted lengths, and a
/// column of any size is copied exactly once, by ``assemble(copying:into:)``, to where it is wanted.
package struct WireWriter: Sendable {
  private enum Piece: Sendable {
    case fresh(Range<Int>)
    case copied(Range<Int>)
  }

  private var pieces: [Piece] = []
  private var fresh: [UInt8] = []
  /// How many bytes the message has so far.
  package private(set) var count = 0

  /// Makes an empty message.
  package init() {}

  /// Writes a varint field.
  package mutating func varint(_ number: Int, _ value: UInt64) {
    append { buffer in
      Self.encode(UInt64(number) << 3, into: &buffer)
      Self.encode(value, into: &buffer)
    }
  }

  /// Writes a length-delimited field of new bytes.
  package mutating func bytes(_ number: Int, _ content: some Collection<UInt8>) {
    header(number, length: content.count)
    append { $0.append(contentsOf: content) }
  }

  /// Writes a length-delimited field whose content is a slice of the buffer to copy from.
  package mutating func slice(_ number: Int, _ range: Range<Int>) {
    header(number, length: range.count)
    copy(range)
  }

  /// Writes a length-delimited field of new bytes, followed by a slice of the buffer to copy from.
  package mutating func bytes(_ number: Int, _ content: [UInt8], beforeSlice range: Range<Int>) {
    header(number, length: content.count + range.count)
    append { $0.append(contentsOf: content) }
    copy(range)
  }

  /// Writes a nested message.
  package mutating func message(_ number: Int, _ nested: WireWriter) {
    header(number, length: nested.count)
    append(nested)
  }

  /// Appends a slice of the buffer to copy from as it is.
  package mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    count += range.count
    if case .copied(let last)? = pieces.last, last.upperBound == range.lowerBound {
      pieces[pieces.count - 1] = .copied(last.lowerBound..<range.upperBound)
    } else {
      pieces.append(.copied(range))
    }
  }

  /// Appends the fields of another message.
  package mutating func append(_ other: WireWriter) {
    for piece in other.pieces {
      switch piece {
      case .copied(let range): copy(range)
      case .fresh(let range): append { $0.append(contentsOf: other.fresh[range]) }
      }
    }
  }

  /// The one slice that the message consists of, if it is nothing but one.
  package var onlySlice: Range<Int>? {
    guard pieces.count == 1, case .copied(let range) = pieces[0] else { return nil }
    return range
  }

  /// Returns the finished message; `source` is the buffer whose slices were noted.
  package func assemble(copying source: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      assemble(copying: source, into: UnsafeMutableRawBufferPointer(target))
      initialized = count
    }
  }

  /// Puts the finished message at the beginning of some memory.
  package func assemble(copying source: [UInt8], into target: UnsafeMutableRawBufferPointer) {
    precondition(target.count >= count, "a message is put where there is room for it")
    var offset = 0
    fresh.withUnsafeBytes { fresh in
      source.withUnsafeBytes { source in
        for piece in pieces {
          let bytes =
            switch piece {
            case .fresh(let range): fresh[range]
            case .copied(let range): source[range]
            }
          UnsafeMutableRawBufferPointer(rebasing: target[offset...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
          offset += bytes.count
        }
      }
    }
  }

  private mutating func header(_ number: Int, length: Int) {
    append { buffer in
      Self.encode(UInt64(number) << 3 | 2, into: &buffer)
      Self.encode(UInt64(length), into: &buffer)
    }
  }

  private mutating func append(_ write: (inout [UInt8]) -> Void) {
    let before = fresh.count
    write(&fresh)
    guard fresh.count > before else { return }
    count += fresh.count - before
    if case .fresh(let last)? = pieces.last {
      pieces[pieces.count - 1] = .fresh(last.lowerBound..<fresh.count)
    } else {
      pieces.append(.fresh(before..<fresh.count))
    }
  }

  private static func encode(_ value: UInt64, into buffer: inout [UInt8]) {
    var rest = value
    while rest > 0x7F {
      buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    buffer.append(UInt8(rest))
  }
}
