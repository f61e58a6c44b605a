/// A fast hash of 128 bits that tells contents apart; it is no protection against forgery.
///
/// Words of 64 bits go in turn into two lanes. A lane takes a word by exclusive or, multiplies by
/// an odd constant and folds its upper half into its lower one. Each of these steps is reversible,
/// so contents of one length that differ in a single word always differ in their hash of 128 bits;
/// others collide as random numbers do. Every piece ends with its length, so that a boundary that
/// moves changes the hash.
package struct ContentHash: Hashable, Sendable {
  private var first: UInt64
  private var second: UInt64

  // Odd constants without a pattern: digits of the golden ratio and of the square root of 2.
  private static let firstFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let secondFactor: UInt64 = 0x6A09_E667_F3BC_C909

  /// Makes an empty hash.
  package init() {
    first = Self.secondFactor
    second = Self.firstFactor
  }

  /// Adds one number.
  package mutating func add(_ word: UInt64) {
    Self.step(&first, word, Self.firstFactor)
    swap(&first, &second)
  }

  /// Adds a piece of content.
  package mutating func add(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { add($0) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var (left, right) = (first, second)
    var offset = 0
    while offset + 16 <= bytes.count {
      let one = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let two = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
      Self.step(&left, UInt64(littleEndian: one), Self.firstFactor)
      Self.step(&right, UInt64(littleEndian: two), Self.secondFactor)
      offset += 16
    }
    (first, second) = (left, right)
    if offset + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    add(bytes[offset...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    add(UInt64(bytes.count))
  }

  /// Both halves of the hash.
  package var halves: (UInt64, UInt64) {
    (Self.finished(first ^ (second >> 32)), Self.finished(second &+ first))
  }

  /// The hash in 64 bits.
  package var value: UInt64 {
    let (high, low) = halves
    return Self.finished(high ^ (low << 1 | low >> 63))
  }

  @inline(__always)
  private static func step(_ lane: inout UInt64, _ word: UInt64, _ factor: UInt64) {
    lane = (lane ^ word) &* factor
    lane ^= lane >> 32
  }

  private static func finished(_ value: UInt64) -> UInt64 {
    var value = value
    step(&value, 0, firstFactor)
    step(&value, 0, secondFactor)
    return value
  }
}
